import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepProgram } from '../../../../src/main/desktop/kept-program.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('the program that is kept goes when the newer one is there, comes back when none is', () => {
  const folder = tempFolder();
  const program = join(folder, 'SyncLog.AppImage');
  writeFileSync(program, 'old');
  const first = keepProgram(program);
  rmSync(program);
  first.settle();
  expect(readFileSync(program, 'utf8')).toBe('old');
  const second = keepProgram(program);
  rmSync(program);
  writeFileSync(program, 'new');
  second.settle();
  expect(readFileSync(program, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['SyncLog.AppImage']);
});
