import type { Page } from '@playwright/test';
import { newId } from '../../../src/shared/ids.ts';
import type { IpcOutput } from '../../../src/shared/ipc/contract.ts';
import type { SyncRun } from '../../../src/shared/status.ts';
import { beginSale, callFromPage } from '../../support/page-call.ts';
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
  // What is checked stands there from the beginning; the button says when it is done.
  await page.getByRole('button', { name: t('diagnostics.run') }).waitFor();
};

const pinIsAskedFor = async (page: Page, t: Texts): Promise<void> => {
  await page.getByLabel(t('access.pin'), { exact: true }).waitFor();
};

const openRejoin = async (page: Page, t: Texts): Promise<void> => {
  await page.getByRole('button', { name: t('sync.rejoin') }).click();
  await page.getByRole('heading', { name: t('rejoin.send.title') }).waitFor();
};

const openRejoinUnlocked = async (page: Page, t: Texts): Promise<void> => {
  await openRejoin(page, t);
  const asked = page.getByLabel(t('access.pin'), { exact: true });
  const agree = page.getByRole('button', { name: t('rejoin.confirm') });
  await asked.or(agree).waitFor();
  if (await asked.isVisible()) {
    await asked.fill(pin);
    await asked.press('Enter');
  }
  await agree.waitFor();
};

/** Agrees to rejoin and is told that it came to this: really done, the copy would have nothing left to look at. */
const rejoinTo = async (page: Page, t: Texts, run: Partial<SyncRun>): Promise<void> => {
  const at = new Date().toISOString();
  const ran = {
    id: newId(),
    cause: 'person',
    outcome: 'done',
    startedAt: at,
    endedAt: at,
    ...nothingMoved,
    ...run,
  } as const;
  const value: IpcOutput<'branch.rejoin'> = { kept: 4, acknowledged: 2, run: ran };
  await page.route('**/ipc/branch.rejoin', async (route) => await route.fulfill({ json: { ok: true, value } }));
  await openRejoinUnlocked(page, t);
  await page.getByRole('button', { name: t('rejoin.confirm') }).click();
  await page.getByText(t('rejoin.result.done')).first().waitFor();
};
const nothingMoved = { pushed: 0, refused: 0, pulled: 0, error: null } as const;

const putIntoSale = async (page: Page, t: Texts): Promise<void> => {
  await beginSale(page);
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
  {
    name: 'sync-table',
    of: 'full',
    view: '/sync',
    async act(page, t) {
      await page.getByRole('button', { name: t('sync.activity.asTable') }).click();
      await page.getByRole('table', { name: t('sync.activity.title') }).waitFor();
    },
  },
  { name: 'sync-alone', of: 'alone', view: '/sync' },
  { name: 'sync-copied', of: 'copied', view: '/sync' },
  {
    name: 'rejoin-locked',
    of: 'copied',
    view: '/sync',
    async act(page, t) {
      // Another look may have unlocked it.
      await callFromPage(page, 'access.lock', {});
      await page.reload();
      await openRejoin(page, t);
      await pinIsAskedFor(page, t);
    },
  },
  {
    name: 'rejoin',
    of: 'copied',
    view: '/sync',
    act: openRejoinUnlocked,
  },
  {
    name: 'rejoin-done',
    of: 'copied',
    view: '/sync',
    act: async (page, t) => await rejoinTo(page, t, { pushed: 4, pulled: 1250 }),
  },
  {
    name: 'rejoin-cut-off',
    of: 'copied',
    view: '/sync',
    async act(page, t) {
      const error = { code: 'unreachable', message: 'Head office does not answer at its address.' };
      await rejoinTo(page, t, { outcome: 'failed', error });
    },
  },
  {
    name: 'rejoin-failed',
    of: 'copied',
    view: '/sync',
    async act(page, t) {
      const error = { code: 'unreachable', message: 'Head office does not answer at its address.' };
      await page.route('**/ipc/branch.rejoin', async (route) => await route.fulfill({ json: { ok: false, error } }));
      await openRejoinUnlocked(page, t);
      await page.getByRole('button', { name: t('rejoin.confirm') }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  {
    name: 'host-gone',
    of: 'full',
    view: '/records/Product',
    async act(page, t) {
      await page.getByRole('row', { name: /Tea number 01/ }).waitFor();
      await page.context().setOffline(true);
      await page.getByRole('searchbox').fill('tea');
      await page.getByText(t('host.gone')).first().waitFor();
    },
  },
  {
    name: 'host-gone-sync',
    of: 'full',
    view: '/sync',
    async act(page, t) {
      await page.getByRole('button', { name: t('sync.now') }).waitFor();
      await page.context().setOffline(true);
      await page.getByRole('button', { name: t('sync.now') }).click();
      await page.getByText(t('host.gone')).first().waitFor();
    },
  },
  {
    name: 'page-expired',
    of: 'full',
    view: '/sync',
    async act(page, t) {
      await page.getByRole('button', { name: t('sync.now') }).waitFor();
      await page.context().clearCookies();
      const expired = page.getByRole('heading', { name: t('host.expiredTitle') });
      // Whoever asks first finds out: the click, or the page itself after an event, which takes the button away.
      await page
        .getByRole('button', { name: t('sync.now') })
        .or(expired)
        .click();
      await expired.waitFor();
    },
  },
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
  { name: 'record-with-time', of: 'full', view: '/records/StockMovement/new' },
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
  { name: 'sale-empty', of: 'full', view: '/sale', act: beginSale },
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
      await beginSale(page);
      const product = page.getByRole('combobox', { name: t('sale.product'), exact: true });
      await product.fill('999');
      await product.press('Enter');
      await page.getByRole('alert').filter({ hasText: '999' }).first().waitFor();
    },
  },
  {
    name: 'keyboard',
    of: 'full',
    view: '/records/Product',
    async act(page, t) {
      await page.getByRole('row', { name: /Tea number 01/ }).waitFor();
      await page.keyboard.press('F1');
      await page.getByRole('dialog', { name: t('keys.title') }).waitFor();
    },
  },
  {
    name: 'palette',
    of: 'full',
    view: '/records/Product',
    async act(page, t) {
      await page.getByRole('row', { name: /Tea number 01/ }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t('palette.search') }).fill('tea');
      await page
        .getByRole('option', { name: /Tea number 01/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'palette-nothing',
    of: 'full',
    view: '/sync',
    async act(page, t) {
      await page.getByRole('button', { name: t('sync.now') }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: t('palette.search') }).fill('qqq');
      await page.getByText(t('palette.nothing')).waitFor();
    },
  },
  {
    name: 'sale-customer-unclear',
    of: 'full',
    view: '/sale',
    async act(page, t) {
      await putIntoSale(page, t);
      await page.getByRole('combobox', { name: t('fields.customer_id') }).fill('nobody');
      await page.keyboard.press('Control+Enter');
      await page.getByText(t('records.problem.unpicked', { text: 'nobody' })).waitFor();
    },
  },
  {
    name: 'settings-copied',
    of: 'full',
    view: '/settings',
    async act(page, t) {
      await page.getByRole('button', { name: t('settings.backup.make') }).click();
      await page.getByText(t('settings.backup.file'), { exact: true }).waitFor();
      await page.getByRole('button', { name: t('settings.backup.make') }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sale-cleared',
    of: 'full',
    view: '/sale',
    async act(page, t) {
      await putIntoSale(page, t);
      await page.getByRole('button', { name: t('sale.clear.action') }).click();
      await page.getByRole('button', { name: t('sale.clear.undo') }).waitFor();
    },
  },
  { name: 'log', of: 'full', view: '/log' },
  {
    name: 'log-no-day',
    of: 'full',
    view: '/log',
    async act(page, t) {
      await page.getByLabel(t('log.from'), { exact: true }).fill('99/99');
      await page.getByRole('searchbox').focus();
      await page.getByRole('alert').first().waitFor();
    },
  },
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
