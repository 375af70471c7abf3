import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const program = `import(process.argv[1]).then(({ localTimeZone }) => process.stdout.write(localTimeZone()))`;
const file = new URL('../../../../src/main/branch/local-time-zone.ts', import.meta.url).href;

/** In a process of its own, because a zone is read once. */
function zoneUnder(TZ: string): string {
  return execFileSync(process.execPath, ['-e', program, file], { env: { ...process.env, TZ }, encoding: 'utf8' });
}

test.each([
  ['Europe/Brussels', 'Europe/Brussels'],
  ['', 'UTC'],
  ['Nowhere/Known', 'UTC'],
])('TZ="%s" is %s', (set, zone) => {
  expect(zoneUnder(set)).toBe(zone);
});
