import type { Page } from '@playwright/test';
import { pin, type Stage } from './stage.ts';
import type { Texts } from './texts.ts';

/** One state of one screen. */
export interface Look {
  readonly name: string;
  /** The app it is a state of. */
  readonly of: keyof Stage;
  /** What is shown, after the `#`. */
  readonly view: string;
  /** What a person does before it is looked at. Waits for what that brings. */
  readonly act?: (page: Page, t: Texts) => Promise<void>;
}

const openRow = async (page: Page): Promise<void> => {
  await page.getByRole('row').nth(1).click();
  await page.getByRole('dialog').waitFor();
};

const checksAreDone = async (page: Page, t: Texts): Promise<void> => {
  await page.getByRole('heading', { name: t('diagnostics.checks'), exact: true }).waitFor();
};

const pinIsAskedFor = async (page: Page, t: Texts): Promise<void> => {
  await page.getByLabel(t('access.pin'), { exact: true }).waitFor();
};

const putIntoSale = async (page: Page, t: Texts): Promise<void> => {
  const product = page.getByRole('combobox', { name: t('sale.product'), exact: true });
  for (const [name, sku] of [
    ['Tea number 07', 'TEA-07'],
    ['Tea number 11', 'TEA-11'],
  ] as const) {
    await product.fill(sku);
    await product.press('Enter');
    await page.getByRole('rowheader', { name }).waitFor();
  }
};

const testWrongAddress = async (page: Page, t: Texts): Promise<void> => {
  await page.getByLabel(t('connect.address')).fill('http://127.0.0.1:9');
  await page.getByRole('button', { name: t('connect.test') }).click();
  await page.getByText(t('diagnostics.outcome.failed')).first().waitFor();
};

/** Every screen: empty, full, in trouble, offline, locked, with a panel or a question open. */
export const looks: readonly Look[] = [
  { name: 'welcome', of: 'fresh', view: '/sync' },
  {
    name: 'welcome-wrong-address',
    of: 'fresh',
    view: '/sync',
    async act(page, t) {
      await page.getByRole('button', { name: t('welcome.connect') }).click();
      await testWrongAddress(page, t);
    },
  },
  { name: 'sync', of: 'full', view: '/sync' },
  { name: 'sync-alone', of: 'alone', view: '/sync' },
  { name: 'sync-offline', of: 'troubled', view: '/sync' },
  {
    name: 'sync-result',
    of: 'troubled',
    view: '/sync',
    async act(page, t) {
      await page.getByRole('button', { name: t('sync.now') }).click();
      await page
        .getByRole('main')
        .getByRole('button', { name: t('common.close'), exact: true })
        .waitFor();
    },
  },
  {
    name: 'records',
    of: 'full',
    view: '/records/Product',
    async act(page) {
      await page.getByRole('row', { name: /Tea number 01/ }).waitFor();
    },
  },
  { name: 'records-empty', of: 'alone', view: '/records/Product' },
  { name: 'records-of-this-branch', of: 'full', view: '/records/PrintJob' },
  { name: 'records-unknown', of: 'full', view: '/records/Unknown' },
  {
    name: 'records-nothing-found',
    of: 'full',
    view: '/records/Product',
    async act(page, t) {
      await page.getByRole('searchbox').fill('no such thing');
      await page.getByText(t('records.nothing.title')).waitFor();
    },
  },
  { name: 'record', of: 'full', view: '/records/Product', act: openRow },
  {
    name: 'record-revealed',
    of: 'full',
    view: '/records/Customer',
    async act(page, t) {
      await openRow(page);
      await page
        .getByRole('button', { name: t('records.reveal', { field: t('fields.email') }) })
        .first()
        .click();
    },
  },
  { name: 'record-of-sale', of: 'full', view: '/records/Sale', act: openRow },
  {
    name: 'record-refused',
    of: 'troubled',
    view: '/records/Product',
    async act(page) {
      await page.getByRole('row', { name: /Kestrel/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'record-wrong',
    of: 'full',
    view: '/records/Product/new',
    async act(page, t) {
      await page.getByRole('button', { name: t('common.save') }).click();
      await page.getByText(t('records.problem.required')).first().waitFor();
    },
  },
  {
    name: 'record-remove',
    of: 'full',
    view: '/records/Product',
    async act(page, t) {
      await openRow(page);
      await page.getByRole('button', { name: t('common.remove'), exact: true }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  { name: 'sale-empty', of: 'full', view: '/sale' },
  { name: 'sale', of: 'full', view: '/sale', act: putIntoSale },
  {
    name: 'sale-search',
    of: 'full',
    view: '/sale',
    async act(page, t) {
      await page.getByRole('combobox', { name: t('sale.product'), exact: true }).fill('tea');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'sale-unknown',
    of: 'full',
    view: '/sale',
    async act(page, t) {
      const product = page.getByRole('combobox', { name: t('sale.product'), exact: true });
      await product.fill('999');
      await product.press('Enter');
      await page.getByRole('alert').filter({ hasText: '999' }).first().waitFor();
    },
  },
  {
    name: 'sale-discard',
    of: 'full',
    view: '/sale',
    async act(page, t) {
      await putIntoSale(page, t);
      await page.getByRole('button', { name: t('sale.discard.action') }).click();
      await page.getByText(t('sale.discard.title')).waitFor();
    },
  },
  { name: 'log', of: 'full', view: '/log' },
  { name: 'log-empty', of: 'alone', view: '/log' },
  { name: 'log-change', of: 'full', view: '/log', act: openRow },
  { name: 'log-refused', of: 'troubled', view: '/log' },
  { name: 'log-refused-change', of: 'troubled', view: '/log?status=failed', act: openRow },
  {
    name: 'log-give-up',
    of: 'troubled',
    view: '/log?status=failed',
    async act(page, t) {
      await openRow(page);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('log.takeHeadOffice') })
        .click();
      await page.getByText(t('log.give.kept')).waitFor();
    },
  },
  { name: 'log-locked', of: 'locked', view: '/log' },
  { name: 'conflicts', of: 'troubled', view: '/conflicts' },
  { name: 'conflicts-empty', of: 'alone', view: '/conflicts' },
  { name: 'conflict', of: 'troubled', view: '/conflicts', act: openRow },
  { name: 'conflicts-locked', of: 'locked', view: '/conflicts', act: pinIsAskedFor },
  {
    name: 'check',
    of: 'full',
    view: '/check',
    async act(page, t) {
      await page.getByRole('button', { name: t('check.run') }).click();
      await page.getByText(t('check.same')).first().waitFor();
      await page.getByRole('button', { name: t('check.certificate.make') }).click();
      await page.getByRole('article').waitFor();
    },
  },
  { name: 'check-alone', of: 'alone', view: '/check' },
  {
    name: 'check-offline',
    of: 'troubled',
    view: '/check',
    async act(page, t) {
      await page.getByRole('button', { name: t('check.run') }).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  { name: 'check-locked', of: 'locked', view: '/check' },
  { name: 'settings', of: 'full', view: '/settings' },
  { name: 'settings-alone', of: 'alone', view: '/settings', act: testWrongAddress },
  { name: 'settings-locked', of: 'locked', view: '/settings', act: pinIsAskedFor },
  {
    name: 'settings-wrong-pin',
    of: 'locked',
    view: '/settings',
    async act(page, t) {
      // One digit more than the PIN has: it is refused before it counts as a try.
      await page.getByLabel(t('access.pin'), { exact: true }).fill(`${pin}0`);
      await page.getByRole('button', { name: t('access.unlock') }).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  { name: 'diagnostics', of: 'full', view: '/diagnostics', act: checksAreDone },
  { name: 'diagnostics-offline', of: 'troubled', view: '/diagnostics', act: checksAreDone },
  {
    name: 'diagnostics-locked',
    of: 'locked',
    view: '/diagnostics',
    async act(page, t) {
      await checksAreDone(page, t);
      await pinIsAskedFor(page, t);
    },
  },
];
