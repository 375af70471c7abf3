import { beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../../../src/shared/status.ts';
import { findScreenFile } from '../../../../src/main/desktop/screen-file.ts';
import { menuWaits } from '../../../../src/main/desktop/tray-menu-pace.ts';
import { trayIconFile, trayMenu, trayShape } from '../../../../src/main/desktop/tray-look.ts';
import { mayCall, mayHave, mayOpenOutside, mayShow } from '../../../../src/main/desktop/window-policy.ts';
import { createTexts } from '../../../../src/main/text.ts';
import { makeStatus } from './make-status.ts';

/** Times are said in the zone of the computer. */
beforeAll(() => {
  process.env['TZ'] = 'UTC';
});

const counts = (pending: number, failed = 0) => ({
  pending,
  syncing: 0,
  completed: 0,
  failed,
  total: pending + failed,
});
const connection = (state: Status['connection']['state']) => ({
  state,
  since: '2026-11-23T09:14:00.000Z',
  message: null,
});
const running = {
  phase: 'push' as const,
  startedAt: '2026-11-23T14:32:00.000Z',
  pushed: 0,
  toPush: 3,
  pulled: 0,
  toPull: null,
};

describe('the tray', () => {
  it.each([
    ['confirmed', {}, 'Everything confirmed by head office at 2:32 pm'],
    ['waiting', { counts: counts(1) }, '1 change waiting for head office'],
    ['waiting', { counts: counts(3412) }, '3412 changes waiting for head office'],
    ['syncing', { counts: counts(2), running }, 'Sending 2 changes to head office'],
    [
      'syncing',
      { counts: counts(3412), running, forecast: { perSecond: 10, secondsLeft: 341 } },
      '3412 changes waiting, about 6 minutes',
    ],
    [
      'offline',
      { connection: connection('unreachable') },
      'Offline since 9:14 am. Records are kept here and go out by themselves.',
    ],
    ['attention', { counts: counts(0, 2) }, '2 records need you'],
    ['attention', { connection: connection('unauthorized') }, /no longer accepts this branch's credentials/],
    ['offline', { connection: connection('standalone') }, /not connected to head office/],
    ['waiting', { pausedUntil: '2026-11-23T15:00:00.000Z' }, 'Paused until 3:00 pm. Records are kept here.'],
  ] as const)('shows %s', async (shape, change, sentence) => {
    const texts = await createTexts('en-AU', () => new Date('2026-11-23T16:00:00.000Z'));
    const status = makeStatus(change);
    expect(trayShape(status)).toBe(shape);
    const said = texts.sayStatus(status).replaceAll('\u202f', ' ');
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  it('offers Sync now, a pause or its end, the window and the way out', () => {
    const actions = (status: Status, update: string | null = null) =>
      trayMenu(status, 'said', update).flatMap((item) =>
        item.kind === 'action' ? [`${item.action} ${item.enabled}`] : [],
      );
    expect(actions(makeStatus())).toEqual(['sync true', 'pause true', 'open true', 'quit true']);
    expect(actions(makeStatus({ pausedUntil: '2026-11-23T15:00:00.000Z' }))).toContain('resume true');
    expect(actions(makeStatus({ connection: connection('standalone') }))).toEqual([
      'sync false',
      'pause false',
      'open true',
      'quit true',
    ]);
    expect(actions(makeStatus(), '1.2.0')).toEqual([
      'sync true',
      'pause true',
      'open true',
      'update true',
      'quit true',
    ]);
    expect(trayMenu(makeStatus(), 'said', null)[0]).toEqual({ kind: 'text', text: 'said' });
  });

  const shown = { sentence: '9 changes waiting', commands: 'pause', at: 1000 };
  it.each([
    ['none is there', null, shown, 0],
    ['nothing has changed', shown, shown, null],
    ['a command has changed', shown, { ...shown, commands: 'resume' }, 0],
    ['only the sentence has changed a moment ago', shown, { ...shown, sentence: '8 changes waiting' }, 29_000],
    ['the sentence has changed long ago', { ...shown, at: -40_000 }, { ...shown, sentence: '8' }, 0],
  ])('sets its menu, which closes an open one, where %s, after a while', (_what, before, next, waits) => {
    expect(menuWaits(before, next, 2000)).toBe(waits);
  });

  it.each([
    ['darwin', false, 'offlineTemplate.png'],
    ['darwin', true, 'offlineTemplate.png'],
    ['linux', true, 'offline-for-dark.png'],
    ['win32', false, 'offline-for-light.ico'],
  ] as const)('takes the icon for %s, dark panel %s', (platform, dark, file) => {
    expect(trayIconFile('offline', platform, dark)).toBe(file);
  });
});

describe('the window', () => {
  it.each([
    ['app://synclog/', true],
    ['app://synclog/#/records', true],
    ['app://other/', false],
    ['https://synclog/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['nonsense', false],
  ])('shows %s: %s', (url, allowed) => expect(mayShow(url)).toBe(allowed));

  it.each([
    ['https://github.com/x', true],
    ['http://github.com/x', false],
    ['https://github.com.evil.example/', false],
    ['file:///bin/sh', false],
  ])('opens %s outside: %s', (url, allowed) => expect(mayOpenOutside(url)).toBe(allowed));

  it('has no permission but to copy text', () => {
    expect(
      ['clipboard-sanitized-write', 'media', 'geolocation', 'notifications', 'openExternal'].filter(mayHave),
    ).toEqual(['clipboard-sanitized-write']);
  });

  it('may call only as our own page, in the main frame', () => {
    const us = { windowContentsId: 3, contentsId: 3, isMainFrame: true, url: 'app://synclog/' };
    expect(mayCall(us)).toBe(true);
    for (const other of [
      { contentsId: 4 },
      { isMainFrame: false },
      { url: 'https://evil.example/' },
      { windowContentsId: null },
    ]) {
      expect(mayCall({ ...us, ...other })).toBe(false);
    }
  });
});

describe('findScreenFile', () => {
  it.each([
    ['/', '/app/index.html', 'text/html; charset=utf-8'],
    ['/assets/a.js', '/app/assets/a.js', 'text/javascript; charset=utf-8'],
  ])('finds %s', (path, file, type) => expect(findScreenFile('/app', path)).toEqual({ file, type }));

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2f..%2fetc/passwd.html',
    '/a/../../x.js',
    '/%',
    '/x.exe',
    '/a%00.html',
    '/assets',
  ])('finds nothing for %s', (path) => expect(findScreenFile('/app', path)).toBeUndefined());
});
