import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMaster } from '../../src/master/open-master.ts';
import { call } from './call.ts';
import { expect, test as base } from './shell-test.ts';
import type { ShellApp } from '../support/electron/open-shell-app.ts';

/** A head office of this test, in memory of nobody else. */
const test = base.extend<{ office: { url: string; enroll(): Promise<string>; revokeAll(): Promise<void> } }>({
  office: async ({ context }, give, testInfo) => {
    expect(context).toBeDefined();
    const master = await openMaster({ db: testInfo.outputPath('master.sqlite') });
    const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
    const ids: string[] = [];
    await give({
      url,
      async enroll() {
        const { branchId, code } = await master.enroll('Till A');
        ids.push(branchId);
        return code;
      },
      async revokeAll() {
        for (const id of ids) await master.revoke(id);
      },
    });
    await master.close();
  },
});

async function connect(app: ShellApp, office: { url: string; enroll(): Promise<string> }): Promise<void> {
  const page = await app.page();
  const enrolled = await call(page, 'branch.enroll', { masterUrl: office.url, code: await office.enroll() });
  expect(enrolled).toMatchObject({ ok: true });
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/head office at/);
}

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
  const app = open({ args: ['--stand-in-key-store=basic_text'] });
  await connect(app, office);
  expect(statSync(join(app.dataDir, 'secrets.json')).mode & 0o077).toBe(0);
  const page = await app.page();
  await call(page, 'settings.set', { welcomed: true });
  await app.clickMenu('Sync');
  await expect(page.getByText(/no key store that protects the credentials/)).toBeVisible();
  await app.quit();

  // A key store was installed since: what lay in the file moves there.
  const again = open();
  await expect.poll(() => existsSync(join(again.dataDir, 'secrets.protected.json'))).toBe(true);
  expect(readFileSync(join(again.dataDir, 'secrets.json'), 'utf8')).toBe('{}');
});

test('a key store that does not open leaves the shop selling, and says what to do', async ({ open, office }) => {
  const app = open();
  await connect(app, office);
  await app.quit();
  const file = join(app.dataDir, 'secrets.protected.json');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ 'branch-token': Buffer.alloc(64, 7).toString('base64') }));
  const locked = open();
  const page = await locked.page();
  expect(await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } })).toMatchObject({ ok: true });
  expect(await call(page, 'app.info', {})).toMatchObject({
    value: { warnings: [expect.stringContaining('key store did not give back the credentials')] },
  });
  await locked.quit();
  writeFileSync(file, good);
  const again = open();
  await expect
    .poll(async () => await call(await again.page(), 'sync.status', {}))
    .toMatchObject({
      value: { counts: { pending: 0, completed: 1 } },
    });
});

test('lost credentials are told by one notification, whose click leads to where they are renewed', async ({
  open,
  office,
}) => {
  const app = open();
  await connect(app, office);
  const window = await app.window();
  await app.closeWindow();
  await expect.poll(() => window.visible).toBe(false);
  await office.revokeAll();
  await app.clickTray('Sync now');
  await expect
    .poll(() => app.desktop.notifications.map(({ title }) => title))
    .toEqual(['Head office no longer accepts this branch']);
  await expect.poll(() => app.desktop.tray?.image).toMatch(/attention-for-light\.png$/);
  await app.clickNotification('Head office no longer accepts this branch');
  await expect.poll(() => window.visible).toBe(true);
  await expect(window.page()).toHaveURL(/#\/settings$/);
});

test('a pause from the tray is ended from the tray', async ({ open, office }) => {
  const app = open();
  await connect(app, office);
  await app.clickTray('Pause for 1 hour');
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/^Paused until/);
  await app.clickTray('Resume');
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/head office at/);
});

test('a computer that goes to sleep and wakes, or loses its network, is told to the branch', async ({
  open,
  office,
}) => {
  const app = open();
  await connect(app, office);
  app.tell({ type: 'online', online: false });
  const page = await app.page();
  const state = async () => {
    const answer = await call(page, 'sync.now', {});
    const status = await call(page, 'sync.status', {});
    return [answer, status];
  };
  await expect.poll(state).toMatchObject([{}, { value: { connection: { state: 'no-network' } } }]);
  app.tell({ type: 'online', online: true });
  await expect
    .poll(async () => await call(page, 'sync.status', {}))
    .toMatchObject({
      value: { connection: { state: 'online' } },
    });
  app.tell({ type: 'power', event: 'suspend' });
  app.tell({ type: 'power', event: 'resume' });
  await expect.poll(async () => JSON.stringify(await call(page, 'sync.runs', {}))).toContain('"cause":"wake"');
});
