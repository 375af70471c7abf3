import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepProgram } from '../../../../src/main/desktop/kept-program.ts';
import { backUpBeforeUpdate } from '../../../../src/main/desktop/update-backup.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synclog-update-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the copy before an update', () => {
  it('is made of a closed database, and a second one for the same version takes its place', async () => {
    writeFileSync(join(folder, 'branch.sqlite'), 'one');
    const copy = join(folder, 'backups', 'before-update-to-1.2.0.sqlite');
    expect(await backUpBeforeUpdate(folder, '1.2.0')).toBe(copy);
    writeFileSync(join(folder, 'branch.sqlite'), 'two');
    await backUpBeforeUpdate(folder, '1.2.0');
    expect(readFileSync(copy, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  });

  it.each([
    ['works on', 'committed by another program'],
    ['has opened', ''],
  ])(
    'is not made while another program %s the database, because the file alone is not all of it',
    async (_what, wal) => {
      writeFileSync(join(folder, 'branch.sqlite'), 'one');
      writeFileSync(join(folder, 'branch.sqlite-wal'), wal);
      expect(await backUpBeforeUpdate(folder, '1.2.0')).toBeNull();
      expect(existsSync(join(folder, 'backups'))).toBe(false);
    },
  );

  it('is an error where it cannot be made, with nothing left that is not whole', async () => {
    await expect(backUpBeforeUpdate(folder, '1.2.0')).rejects.toThrow('ENOENT');
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });
});

describe('the program that is kept', () => {
  it('goes when the newer one is there, comes back when none is', () => {
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
});
