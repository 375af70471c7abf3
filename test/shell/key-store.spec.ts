import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './call.ts';
import { connect, expect, test } from './office-test.ts';

const contents = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8')}`)
    .join('\n');

test('the token is kept in the key store, and the next start finds it there', async ({ open, office }) => {
  const app = open();
  await connect(app, office);
  expect(existsSync(join(app.dataDir, 'secrets.json'))).toBe(false);
  expect(contents(app.dataDir)).toMatch(/secrets\.protected\.json: .*"branch-token":"[A-Za-z0-9+/=]+"/);
  await app.quit();
  const again = open();
  await again.clickTray('Sync now');
  await expect
    .poll(async () => await call(await again.page(), 'sync.status', {}))
    .toMatchObject({
      value: { connection: { state: 'online' }, branch: { name: 'Till A' } },
    });
});

test('where Linux has no key store that protects, the person is told and the file is for this user alone', async ({
  open,
  office,
}) => {
  const app = open({ args: ['--stand-in-key-store=none'] });
  await connect(app, office);
  expect(statSync(join(app.dataDir, 'secrets.json')).mode & 0o077).toBe(0);
  const page = await app.page();
  await call(page, 'settings.set', { welcomed: true });
  await app.clickMenu('Sync');
  await expect(page.getByText(/No key store of this computer is open/)).toBeVisible();
  await app.quit();

  // A key store was installed since: what lay in the file moves there, one after the other.
  const again = open();
  await expect.poll(() => readFileSync(join(again.dataDir, 'secrets.json'), 'utf8')).toBe('{}');
  expect(contents(again.dataDir)).toMatch(/secrets\.protected\.json: .*"branch-token":"[A-Za-z0-9+/=]+"/);
});

test('a key store that does not open leaves the shop selling, says what to do, and goes on once it is unlocked', async ({
  open,
  office,
}) => {
  const app = open();
  await connect(app, office);
  await app.quit();
  const file = join(app.dataDir, 'secrets.protected.json');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replaceAll(/(?<=:")[^"]+/g, Buffer.alloc(64, 7).toString('base64')));
  const locked = open();
  const page = await locked.page();
  expect(await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } })).toMatchObject({ ok: true });
  expect(await call(page, 'app.info', {})).toMatchObject({
    value: {
      warnings: [
        {
          key: 'warnings.error',
          params: {
            code: 'secrets-unavailable',
            message: expect.stringContaining('key store did not give back the credentials'),
          },
        },
      ],
    },
  });
  const sentence = 'The key store of this computer is locked, so nothing goes to head office.';
  await locked.clickMenu('Sync');
  await expect(page.getByRole('main').getByText(sentence)).toBeVisible();
  await expect(
    page.getByRole('main').getByText('If the key store stays locked or is gone, connect the branch anew'),
  ).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('unlock it (sign in again), then press Sync now');
  await expect(page.getByRole('contentinfo')).toContainText('Till A');
  await expect.poll(() => locked.desktop.tray?.image).toMatch(/attention/);
  expect(await call(page, 'diagnostics.run', {})).toMatchObject({
    value: {
      checks: expect.arrayContaining([
        expect.objectContaining({
          name: 'connection',
          outcome: 'failed',
          text: expect.objectContaining({ key: 'diagnostics.connection.failed' }),
        }),
      ]),
    },
  });
  writeFileSync(file, good);
  await page.getByRole('main').getByRole('button', { name: 'Sync now' }).click();
  await expect
    .poll(async () => await call(page, 'sync.status', {}))
    .toMatchObject({
      value: { connection: { state: 'online' }, counts: { pending: 0, completed: 1 } },
    });
  await expect(page.getByRole('main').getByText(sentence)).toBeHidden();
  await expect(page.getByText('key store did not give back'), 'what was warned of is over').toBeHidden();
  expect(await call(page, 'app.info', {})).toMatchObject({ value: { warnings: [] } });
});

test('a key store that is gone does not make a connected branch one that never was; connected again, it goes on with the file, and says so', async ({
  open,
  office,
}) => {
  const app = open();
  await connect(app, office);
  await call(await app.page(), 'settings.set', { welcomed: true });
  await app.quit();

  const gone = open({ args: ['--stand-in-key-store=none'] });
  const page = await gone.page();
  const main = page.getByRole('main');
  const status = () => call(page, 'sync.status', {});
  await expect(
    main.getByText('The key store of this computer is locked, so nothing goes to head office.'),
  ).toBeVisible();
  expect(await status()).toMatchObject({
    value: { connection: { state: 'credentials-locked' }, branch: { name: 'Till A' }, masterUrl: office.url },
  });
  await expect.poll(() => gone.desktop.tray?.tooltip).toMatch(/^The key store of this computer is locked/);
  await expect(page.getByText(/so they are kept in a file/), 'that is not so yet').toHaveCount(0);
  expect(await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } })).toMatchObject({ ok: true });
  await main.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(status).toMatchObject({ value: { connection: { state: 'credentials-locked' } } });

  await gone.clickMenu('Settings …');
  await main.getByRole('button', { name: 'Connect anew' }).click();
  await main.getByLabel('One-time code').fill(await office.enroll());
  await main.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect
    .poll(status)
    .toMatchObject({ value: { connection: { state: 'online' }, counts: { pending: 0, completed: 1 } } });
  await gone.clickMenu('Sync');
  await expect(main.getByText(/No key store of this computer is open.*so they are kept in a file/)).toBeVisible();
  expect(statSync(join(gone.dataDir, 'secrets.json')).mode & 0o077).toBe(0);
  expect(contents(gone.dataDir)).toMatch(/secrets\.json: .*"branch-token"/);
  await gone.quit();

  // The key store is back, with the older token in it: the newer one counts and moves there.
  const back = open();
  await back.clickTray('Sync now');
  const again = await back.page();
  await expect
    .poll(() => call(again, 'sync.status', {}))
    .toMatchObject({ value: { connection: { state: 'online' }, branch: { name: 'Till A' } } });
  expect(readFileSync(join(back.dataDir, 'secrets.json'), 'utf8')).toBe('{}');
  await expect(again.getByText(/No key store of this computer is open/)).toHaveCount(0);
});

test('a key store that waits for a password does not keep the shop from selling', async ({ open, office }) => {
  const app = open();
  await connect(app, office);
  await app.quit();
  const asking = open({ args: ['--stand-in-key-store=asking'] });
  const page = await asking.page();
  expect(await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } })).toMatchObject({ ok: true });
  expect(await call(page, 'sync.status', {})).toMatchObject({
    value: { connection: { state: 'credentials-locked' }, counts: { pending: 1 } },
  });
});
