import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fitsEveryElectron, systemOf } from '../../../scripts/support/native-file.ts';
import { projectRoot } from '../../../scripts/support/project.ts';

const prebuilds = join(projectRoot, 'node_modules/better-sqlite3/prebuilds');

test.each(readdirSync(prebuilds))('%s says itself for which system it was built, and fits every Electron', (name) => {
  const bytes = readFileSync(join(prebuilds, name));
  expect(systemOf(bytes)).toBe(name.replace('musl', '').replace('.node', ''));
  expect(fitsEveryElectron(bytes)).toBe(true);
});

/** A PE file of this machine code and nothing else. */
function windowsFile(machine: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write('MZ');
  bytes.writeUInt32LE(64, 60);
  bytes.write('PE\0\0', 64, 'latin1');
  bytes.writeUInt16LE(machine, 68);
  return bytes;
}

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('<!doctype html>'.padEnd(100))],
  ['one for 32 bits', windowsFile(0x14c)],
  ['one that is cut off', windowsFile(0x8664).subarray(0, 66)],
])('%s is of no system that is packaged for', (_what, bytes) => {
  expect(systemOf(bytes)).toBeNull();
});

test('one built for a single version of Node does not fit every Electron', () => {
  expect(fitsEveryElectron(Buffer.from('…node_register_module_v137…'))).toBe(false);
});
