import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './call.ts';
import { expect, test } from './shell-test.ts';

test('a damaged database is a page that says what to do, keeps the file, and goes on when it was repaired', async ({
  open,
}) => {
  const app = open();
  await app.window();
  await app.quit();
  const file = join(app.dataDir, 'branch.sqlite');
  renameSync(file, `${file}.good`);
  writeFileSync(file, 'This is no database. '.repeat(400));
  const damaged = readFileSync(file);

  const again = open();
  const page = await again.page();
  await expect(page.getByRole('heading', { name: 'SyncLog could not open your records' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(/damaged|not a database|no database/i);
  await expect(page.getByRole('main')).toContainText('Do not delete anything in this folder.');
  await expect(page.getByRole('main')).toContainText(again.dataDir);
  expect(again.desktop.errors).toEqual([]);
  await page.getByRole('link', { name: 'Open data folder' }).click();
  await expect.poll(() => again.desktop.calls).toContainEqual({ name: 'shell.openPath', args: [again.dataDir] });
  // The page that comes of it is the same one anew: until then the records are still being opened, and a further click would only wait for that.
  const cameAnew = page.waitForEvent('load');
  await page.getByRole('link', { name: 'Try again' }).click();
  await cameAnew;
  await expect(page.getByRole('heading', { name: 'SyncLog could not open your records' })).toBeVisible();
  expect(readFileSync(file).equals(damaged)).toBe(true);

  renameSync(`${file}.good`, file);
  for (const rest of ['-wal', '-shm']) if (existsSync(file + rest)) renameSync(file + rest, `${file}${rest}.old`);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to SyncLog' })).toBeVisible();
  expect(await call(page, 'sync.status', {})).toMatchObject({ ok: true });
});

test('damaged settings are no page: the app opens on its screens, says it there, and looks as before as far as the file says', async ({
  open,
}) => {
  const app = open();
  await app.window();
  await app.quit();
  const file = join(app.dataDir, 'settings.json');
  writeFileSync(file, '{"welcomed": true, "appearance": "dark", "syncEvryMinutes": 5}');
  const again = open();
  const page = await again.page();
  await expect(page.getByText(/some settings cannot be understood: syncEvryMinutes/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');
  await again.clickMenu('Settings …');
  await expect(page.getByText(/some settings cannot be understood: syncEvryMinutes/)).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('syncEvryMinutes');
});

test('a data folder that is none is a page too, and Quit there quits', async ({ open }) => {
  const blocked = open();
  await blocked.window();
  await blocked.quit();
  renameSync(blocked.dataDir, `${blocked.dataDir}.away`);
  writeFileSync(blocked.dataDir, 'a file where the folder should be');
  const app = open();
  const page = await app.page();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('link', { name: 'Quit' }).click();
  expect(await app.main.exited).toBe(0);
});

test('a page that stops is loaded again where it was; one that stops again and again says so', async ({ open }) => {
  const app = open();
  const window = await app.window();
  await app.clickMenu('Settings …');
  await expect(window.page()).toHaveURL(/#\/settings$/);
  for (let time = 0; time < 3; time += 1) {
    const before = window.page();
    await window.crash();
    await expect.poll(() => window.page() === before).toBe(false);
    await expect(window.page().getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  }
  const before = window.page();
  await window.crash();
  await expect.poll(() => window.page() === before).toBe(false);
  await expect(window.page().getByRole('heading', { name: 'This window stopped several times' })).toBeVisible();
  await window.page().getByRole('link', { name: 'Try again' }).click();
  await expect(window.page().getByRole('heading', { name: 'Welcome to SyncLog' })).toBeVisible();
  expect(readFileSync(join(app.dataDir, 'synclog.log'), 'utf8')).toContain('The page of the screens stopped');
});

test('crashes are kept on this computer and sent nowhere', async ({ open }) => {
  const app = open();
  await app.window();
  expect(app.desktop.calls).toContainEqual({ name: 'crashReporter.start', args: ['{"uploadToServer":false}'] });
  const log = join(app.dataDir, 'synclog.log');
  app.tell({ type: 'child-process-gone', kind: 'GPU', reason: 'crashed' });
  await expect.poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : '')).toContain('A helper process stopped');
});
