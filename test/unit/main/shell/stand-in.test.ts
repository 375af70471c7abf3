import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// Electron's own declarations are the measure: an event of the stand-in that Electron does not have would let a test pass for nothing.
const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const declarations = read('node_modules/electron/electron.d.ts');

/** The events that Electron declares for a class or an interface. */
function eventsOf(name: string): Set<string> {
  const start = declarations.search(new RegExp(`^  (?:class|interface) ${name} `, 'm'));
  const block = declarations.slice(start, declarations.indexOf('\n  }\n', start));
  return new Set([...block.matchAll(/\son\(event: '([^']+)'/g)].map((match) => match[1] ?? ''));
}

it.each([
  ['App', 'app.ts', /const events = \[([^\]]+)\]/],
  ['BrowserWindow', 'browser-window.ts', /const events = \[([^\]]+)\]/],
  ['WebContents', 'web-contents.ts', /const events = \[([^\]]+)\]/],
  ['Tray', 'tray.ts', /super\('Tray', \[([^\]]+)\]/],
  ['Notification', 'notification.ts', /super\('Notification', \[([^\]]+)\]/],
  ['PowerMonitor', 'desktop-state.ts', /super\('powerMonitor', \[([^\]]+)\]/],
  ['NativeTheme', 'desktop-state.ts', /super\('nativeTheme', \[([^\]]+)\]/],
])('the stand-in of %s has no event that Electron does not declare', (name, file, list) => {
  const found = list.exec(read(`test/support/electron/module/${file}`))?.[1] ?? '';
  const events = [...found.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
  expect(events.length).toBeGreaterThan(0);
  const declared = eventsOf(name);
  expect(events.filter((event) => !declared.has(event))).toEqual([]);
});
