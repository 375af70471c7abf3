import { describe, expect, it } from 'vitest';
import { autostartEntry, isSwitchedOff, programToStart } from '../../../../src/main/desktop/autostart-file.ts';
import { createComputerEvents } from '../../../../src/main/desktop/computer-events.ts';
import { afterPageGone } from '../../../../src/main/desktop/crash-policy.ts';
import { whyLocked } from '../../../../src/main/desktop/instance-lock.ts';
import { renderTroublePage, troubleActionOf } from '../../../../src/main/desktop/trouble-page.ts';
import { troubleOfOpening, troubleOfPage, troubleOfRecords } from '../../../../src/main/desktop/trouble.ts';
import {
  canReplaceItself,
  isNewer,
  mayInstall,
  mayLookForUpdate,
  needOfLine,
} from '../../../../src/main/desktop/update-policy.ts';
import { createTexts } from '../../../../src/main/text.ts';
import type { Status } from '../../../../src/shared/status.ts';
import { makeStatus } from './make-status.ts';

describe('start at login on Linux', () => {
  it('writes a desktop entry whose program is quoted as the specification wants it', () => {
    expect(autostartEntry('/opt/Sync Log/"a"$b', ['--hidden'])).toContain(
      String.raw`Exec="/opt/Sync Log/\\"a\\"\\$b" --hidden`,
    );
    expect(autostartEntry('/opt/synclog', ['--hidden'])).toContain('Exec=/opt/synclog --hidden\n');
  });

  it.each([
    [autostartEntry('/opt/synclog', []), false],
    [autostartEntry('/opt/synclog', []).replace('enabled=true', 'enabled=false'), true],
    [`${autostartEntry('/opt/synclog', [])}Hidden=true\n`, true],
  ])('sees in %j whether the desktop was told to leave it: %s', (entry, off) => {
    expect(isSwitchedOff(entry)).toBe(off);
  });

  it('starts an AppImage by its own file, which is mounted elsewhere each time', () => {
    expect(programToStart('/tmp/.mount_abc/synclog', { APPIMAGE: '/home/a/SyncLog.AppImage' })).toBe(
      '/home/a/SyncLog.AppImage',
    );
    expect(programToStart('/opt/synclog', {})).toBe('/opt/synclog');
  });
});

describe('what the computer tells', () => {
  it.each([
    ['suspend', 'suspend', 0],
    ['offline', 'offline', 0],
    ['resume', 'wake', 1500],
    ['online', 'online', 1500],
    ['unlock-screen', 'return', 1500],
    ['focus', 'return', 0],
  ] as const)('%s becomes %s after %s ms', (told, event, after) => {
    expect(
      createComputerEvents(
        () => 0,
        () => 0.5,
      )(told),
    ).toEqual({ event, after });
  });

  it('asks head office once a minute at most for somebody who goes to and fro', () => {
    let now = 0;
    const decide = createComputerEvents(
      () => now,
      () => 0,
    );
    const at = (seconds: number) => {
      now = seconds * 1000;
      return decide('focus') !== null;
    };
    expect([at(0), at(10), at(59), at(61), at(62)]).toEqual([true, false, false, true, false]);
    expect(decide('suspend')).not.toBeNull();
  });
});

describe('a start that does not get the lock of its folder', () => {
  it.each([
    ['till-1-4711', 'another-app'],
    ['till-1-4712', { computer: 'till-1' }],
    ['office-4711', { computer: 'office' }],
    ['till-1-', { computer: 'till-1' }],
    [null, 'unwritable'],
  ] as const)('which says %j: %j', (link, why) => {
    expect(whyLocked({ link, computer: 'till-1', isRunning: (id) => id === 4711 })).toEqual(why);
  });
});

describe('a page that stopped', () => {
  it.each([
    ['clean-exit', [0], 'nothing'],
    ['crashed', [0], 'reload'],
    ['oom', [0, 1000, 2000], 'reload'],
    ['crashed', [0, 1000, 2000, 3000], 'trouble'],
    ['crashed', [0, 1000, 2000, 400_000], 'reload'],
  ] as const)('%s at %j: %s', (reason, crashes, next) => expect(afterPageGone(reason, crashes)).toBe(next));
});

const running = {
  phase: 'pull',
  startedAt: '2026-11-23T14:32:00.000Z',
  pushed: 0,
  toPush: 0,
  pulled: 3,
  toPull: 9,
} as const;

describe('updates', () => {
  const facts = { replaceable: true, feedUrl: 'https://updates.lan', opening: false, syncing: false, loading: false };
  it.each([
    ['all is quiet', {}, true],
    ['a program that is not ours to replace', { replaceable: false }, false],
    ['no address', { feedUrl: null }, false],
    ['a migration', { opening: true }, false],
    ['a sync', { syncing: true }, false],
    ['the first load', { loading: true }, false],
  ])('are looked for during %s: %s', (_what, change, may) => {
    expect(mayLookForUpdate({ ...facts, ...change })).toBe(may);
  });

  const load = { done: 3, total: 9, complete: false };
  it.each([
    ['nothing', makeStatus(), { syncing: false, loading: false }],
    ['what is not known yet', null, { syncing: true, loading: false }],
    ['a sync', makeStatus({ running }), { syncing: true, loading: false }],
    ['a load between two runs', makeStatus({ initialLoad: load }), { syncing: false, loading: true }],
    ['a load before its first run', loading('unknown'), { syncing: false, loading: true }],
    ['a load without a line', loading('unreachable'), { syncing: false, loading: false }],
    ['a load that needs a newer version', loading('upgrade-required'), { syncing: false, loading: false }],
    [
      'a load that is over',
      makeStatus({ initialLoad: { ...load, complete: true } }),
      { syncing: false, loading: false },
    ],
  ])('know that the line is needed by %s', (_what, status, use) => {
    expect(needOfLine(status)).toEqual(use);
  });
  function loading(state: Status['connection']['state']): Status {
    return makeStatus({ initialLoad: load, connection: { state, since: null, message: null } });
  }

  it.each([
    ['from sources', false, 'win32', {}, false],
    ['on Windows', true, 'win32', {}, true],
    ['on macOS', true, 'darwin', {}, true],
    ['as an AppImage', true, 'linux', { APPIMAGE: '/home/a/SyncLog.AppImage' }, true],
    ['from a package of the system', true, 'linux', {}, false],
  ] as const)('replace the program %s: %s', (_what, packaged, platform, env, can) => {
    expect(canReplaceItself(packaged, platform, env)).toBe(can);
  });

  const backup = '/data/backups/x.sqlite';
  const install = { downloaded: '1.2.0', current: '1.1.9', closed: true, bySystem: false, backup };
  it.each([
    ['after a copy, when all is closed', {}, true],
    ['without a copy', { backup: null }, false],
    ['while the records are open', { closed: false }, false],
    ['while the computer shuts down', { bySystem: true }, false],
    ['when nothing was fetched', { downloaded: null }, false],
    ['the same version', { downloaded: '1.1.9' }, false],
    ['an older version', { downloaded: '1.1.8' }, false],
  ])('are installed %s: %s', (_what, change, may) => expect(mayInstall({ ...install, ...change })).toBe(may));

  it.each([
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '10.0.0', false],
    ['1.0.0-beta.1', '1.0.0', false],
    ['1.0.0', '1.0.0-beta.1', true],
    ['1.0.0-beta.2', '1.0.0-beta.1', false],
    ['nonsense', '1.0.0', false],
    ['1.0.0.5', '1.0.0', false],
  ])('%s is newer than %s: %s', (one, other, newer) => expect(isNewer(one, other)).toBe(newer));
});

describe('the page in place of the screens', () => {
  it.each([
    'database-corrupt',
    'database-full',
    'database-read-only',
    'database-newer',
    'data-folder-unusable',
    'internal',
  ])('says for %s what happened, what to do and where the records are', async (code) => {
    const texts = await createTexts('en-GB');
    const html = renderTroublePage(troubleOfOpening({ code, message: 'It is <broken>.' }), '/home/a&b', texts);
    expect(html).toContain('It is &lt;broken&gt;.');
    expect(html).toContain('/home/a&amp;b');
    expect(html).not.toMatch(/trouble\.\w+</);
    expect(html).not.toContain('<script');
  });

  it('says it in French, with the English sentence beneath only in addition', async () => {
    const texts = await createTexts('fr-FR');
    const trouble = troubleOfRecords({ code: 'internal', message: 'It stopped <again>.' });
    const html = renderTroublePage(trouble, '/d', texts);
    expect(html).toMatch(
      /<p role="alert">[^<]*SyncLog[^<]*<\/p>\n<p class="detail" lang="en">It stopped &lt;again&gt;\.<\/p>/,
    );
    expect(html).not.toMatch(/role="alert">It stopped/);
  });

  it('has links for what can be done, which nothing else in the app is taken for', async () => {
    const texts = await createTexts('en-GB');
    for (const trouble of [troubleOfPage, troubleOfRecords({ code: 'internal', message: 'x' })]) {
      const links = renderTroublePage(trouble, '/d', texts).matchAll(/href="(\/trouble\/\w+)"/g);
      expect([...links].map(([, path]) => troubleActionOf(`app://synclog${path}`))).toEqual([
        'retry',
        'folder',
        'quit',
      ]);
    }
    expect(troubleActionOf('https://evil.example/trouble/quit')).toBeUndefined();
    expect(troubleActionOf('app://synclog/trouble')).toBeUndefined();
  });
});
