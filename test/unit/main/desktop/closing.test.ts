import { describe, expect, it } from 'vitest';
import { onWindowClose, startsHidden, trayExists } from '../../../../src/main/desktop/closing.ts';

describe('closing the window', () => {
  const facts = { quitting: false, trayExists: true, closeToTray: null, told: true };
  it.each([
    ['hides in the tray', {}, 'hide'],
    ['explains itself the first time', { told: false }, 'explain'],
    ['closes while the app quits', { quitting: true, told: false }, 'close'],
    ['closes where there is no tray', { trayExists: false }, 'close'],
    ['closes where there is no tray, whatever the setting says', { trayExists: false, closeToTray: true }, 'close'],
    ['closes when the person wants it so', { closeToTray: false }, 'close'],
    ['hides when the person wants it so', { closeToTray: true }, 'hide'],
  ] as const)('%s', (_what, change, answer) => expect(onWindowClose({ ...facts, ...change })).toBe(answer));
});

it.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
])('starts hidden: asked %s, tray %s: %s', (asked, tray, hidden) => {
  expect(startsHidden({ asked, trayExists: tray })).toBe(hidden);
});

it.each([
  ['darwin', null, true],
  ['win32', null, true],
  ['linux', true, true],
  ['linux', false, false],
  ['linux', null, false],
] as const)('a tray exists on %s, watcher %s: %s', (platform, watcher, exists) => {
  expect(trayExists(platform, watcher)).toBe(exists);
});
