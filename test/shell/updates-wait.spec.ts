import Database from 'better-sqlite3';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMaster } from '../../src/master/open-master.ts';
import { openHeldLine, type HeldLine } from '../support/held-line.ts';
import { createThreadEnder } from '../support/thread-ender.ts';
import { call } from './call.ts';
import {
  chooseFeed,
  expect,
  fetchNewer,
  newerVersionIsHere,
  program,
  test as base,
  type Installed,
} from './updates-test.ts';

// A newer version is looked for while nothing else needs the line, and takes over when nothing runs.

type App = ReturnType<Installed['open']>;

interface Office {
  readonly line: HeldLine;
  connect(app: App): Promise<void>;
}

const test = base.extend<{ office: Office }>({
  office: async ({ context }, give, testInfo) => {
    expect(context).toBeDefined();
    const master = await openMaster({ db: testInfo.outputPath('master.sqlite') });
    const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
    const line = await openHeldLine(url);
    await give({
      line,
      async connect(app) {
        const { code } = await master.enroll('Till A');
        const answer = await call(await app.page(), 'branch.enroll', { masterUrl: line.url, code });
        expect(answer).toMatchObject({ ok: true });
      },
    });
    await line.close();
    await master.close();
  },
});

/** Sets the feed, and waits until the shell has heard of it: settings are told to it in order. */
async function setFeed(app: App, url: string): Promise<void> {
  await chooseFeed(app, url);
  await call(await app.page(), 'settings.set', { appearance: 'dark' });
  await expect.poll(() => app.desktop.theme).toBe('dark');
}

/** Waits until it was time to look several times. */
async function pass(app: App): Promise<void> {
  const minutes = () => app.desktop.calls.filter(({ name }) => name === 'a quick minute').length;
  const before = minutes();
  await expect.poll(minutes).toBeGreaterThan(before + 2);
}

const save = async (app: App, name: string): Promise<void> => {
  expect(await call(await app.page(), 'records.save', { model: 'Category', data: { name } })).toMatchObject({
    ok: true,
  });
};
const settled = async (app: App): Promise<void> => {
  const page = await app.page();
  await expect
    .poll(() => call(page, 'sync.status', {}))
    .toMatchObject({ value: { running: null, initialLoad: { complete: true }, counts: { pending: 0, syncing: 0 } } });
};

for (const [what, path] of [
  ['the first load', '/v1/pull'],
  ['a sync', '/v1/push'],
] as const) {
  test(`no feed is asked during ${what}, and it is asked when that is over`, async ({ feed, installed, office }) => {
    feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
    const app = installed.open({}, ['--stand-in-quick-minutes']);
    if (what === 'a sync') {
      await office.connect(app);
      await settled(app);
    }
    office.line.hold(path);
    if (what === 'a sync') await save(app, 'Bread');
    else await office.connect(app);
    await expect.poll(() => office.line.waiting).toBeGreaterThan(0);
    await expect.poll(() => app.desktop.tray?.image).toMatch(/syncing/);
    await setFeed(app, feed.url);
    await pass(app);
    expect(feed.asked).toEqual([]);
    office.line.letGo();
    await newerVersionIsHere(app);
    expect(await app.quit()).toBe(0);
    expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));
  });
}

test('no feed is asked while the records are being opened, and it is asked when they are open', async ({
  feed,
  installed,
}, testInfo) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const first = installed.open();
  await fetchNewer(first, feed);
  first.main.kill('SIGKILL');
  await first.main.exited;
  const asked = feed.asked.length;

  const ender = createThreadEnder(testInfo.outputPath('threads'));
  ender.hold();
  const app = installed.open(ender.env, ['--stand-in-quick-minutes']);
  await app.window();
  await pass(app);
  expect(feed.asked).toHaveLength(asked);
  ender.letLive();
  await expect.poll(() => feed.asked.length).toBeGreaterThan(asked);
});

test('a sync that runs is ended before the newer version takes over, and what was not confirmed goes out later', async ({
  feed,
  installed,
  office,
}, testInfo) => {
  const seen = testInfo.outputPath('data-folder-at-exchange');
  const app = installed.open();
  feed.publish('0.2.0', 'SyncLog.AppImage', `#!/bin/sh\nls '${app.dataDir}' > '${seen}'\n`);
  await office.connect(app);
  await settled(app);
  await fetchNewer(app, feed);
  office.line.hold('/v1/push');
  await save(app, 'Bread');
  await expect.poll(() => office.line.waiting).toBeGreaterThan(0);
  expect(await app.quit()).toBe(0);
  const lying = readFileSync(seen, 'utf8').split('\n');
  expect(lying).toContain('branch.sqlite');
  expect(lying).not.toContain('branch.sqlite-wal');
  const copy = new Database(join(app.dataDir, 'backups/before-update-to-0.2.0.sqlite'), { readonly: true });
  expect(copy.prepare('select count(*) as held from sync_lease').get()).toEqual({ held: 0 });
  expect(copy.prepare("select count(*) as runs from sync_runs where outcome = 'cancelled'").get()).toEqual({ runs: 1 });
  copy.close();
  office.line.letGo();
  const later = installed.open();
  await later.clickTray('Sync now');
  await settled(later);
});

test('records that do not close in time leave the program as it is', async ({ feed, installed }, testInfo) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const ender = createThreadEnder(testInfo.outputPath('threads'));
  const app = installed.open(ender.env);
  await fetchNewer(app, feed);
  ender.onceThenHold();
  await expect.poll(() => ender.isHolding()).toBe(true);
  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
  expect(existsSync(join(app.dataDir, 'backups'))).toBe(false);
});

test('where the records cannot be opened, a newer version is looked for all the same: it may be what opens them', async ({
  feed,
  installed,
}) => {
  const first = installed.open();
  await chooseFeed(first, feed.url);
  await first.quit();
  writeFileSync(join(first.dataDir, 'branch.sqlite'), 'This is no database. '.repeat(400));
  // Only now: what the first one found and wrote into the log would be taken for the find of the next one.
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open({}, ['--stand-in-quick-minutes']);
  const page = await app.page();
  await expect(page.getByRole('heading', { name: 'SyncLog could not open your records' })).toBeVisible();
  await newerVersionIsHere(app);
  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));
});
