import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { backUpBeforeUpdate } from '../../../../src/main/store/update-backup.ts';
import { flushFile, flushFolder } from '../../../../src/sqlite/flush.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

vi.mock('../../../../src/sqlite/flush.ts', { spy: true });
vi.mock('node:fs/promises', { spy: true });

describe('the copy before an update', () => {
  let folder: string;
  let database: string;
  let backups: string;
  beforeEach(() => {
    folder = tempFolder();
    database = join(folder, 'branch.sqlite');
    backups = join(folder, 'backups');
    vi.clearAllMocks();
  });

  it('is made of a closed database, and a second one for the same version takes its place', async () => {
    writeFileSync(database, 'one');
    const copy = join(backups, 'before-update-to-1.2.0.sqlite');
    expect(await backUpBeforeUpdate(folder, '1.2.0')).toBe(copy);
    writeFileSync(database, 'two');
    await backUpBeforeUpdate(folder, '1.2.0');
    expect(readFileSync(copy, 'utf8')).toBe('two');
    expect(readdirSync(backups)).toHaveLength(1);
    expect(statSync(copy).mode & 0o077).toBe(0);
  });

  it('is on the disk before the newer version starts, under its name: a power cut must not take both', async () => {
    writeFileSync(database, 'one');
    await backUpBeforeUpdate(folder, '1.2.0');
    expect(vi.mocked(flushFile)).toHaveBeenCalledOnce();
    expect(vi.mocked(flushFolder)).toHaveBeenCalledExactlyOnceWith(backups);
  });

  it.each([
    ['works on', 'committed by another program'],
    ['has opened', ''],
  ])(
    'is not made while another program %s the database, because the file alone is not all of it',
    async (_what, wal) => {
      writeFileSync(database, 'one');
      writeFileSync(`${database}-wal`, wal);
      expect(await backUpBeforeUpdate(folder, '1.2.0')).toBeNull();
      expect(existsSync(backups)).toBe(false);
    },
  );

  it('is an error where another program wrote meanwhile, because it may be half of one and half of the other', async () => {
    writeFileSync(database, 'one');
    vi.mocked(copyFile).mockImplementationOnce(async (_from, to) => {
      writeFileSync(String(to), 'one');
      appendFileSync(database, ' and another');
    });
    await expect(backUpBeforeUpdate(folder, '1.2.0')).rejects.toMatchObject({ code: 'database-busy' });
    expect(readdirSync(backups)).toEqual([]);
  });

  it('is an error where it cannot be made, with nothing left that is not whole', async () => {
    await expect(backUpBeforeUpdate(folder, '1.2.0')).rejects.toThrow('ENOENT');
    expect(readdirSync(backups)).toEqual([]);
    writeFileSync(database, 'one');
    const inTheWay = 'before-update-to-1.2.0.sqlite';
    mkdirSync(join(backups, inTheWay));
    await expect(backUpBeforeUpdate(folder, '1.2.0')).rejects.toMatchObject({ code: 'data-folder-unusable' });
    expect(readdirSync(backups)).toEqual([inTheWay]);
  });
});
