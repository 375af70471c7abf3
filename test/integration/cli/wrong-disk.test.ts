import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { openSqlite } from '../../../src/sqlite/open-sqlite.ts';
import { branchWithTea } from '../../support/branch-with-tea.ts';
import { canMount, smallDisk } from '../../support/disks.ts';
import { answerOf, refusalOf, useSynclog } from '../../support/processes.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Reading, writing and opening the app: each must say the same, and none may leave a trace. */
const commands = [
  ['branch', 'stats'],
  ['records', 'save', 'Category', '--data', '{"name":"Coffee"}'],
  ['branch', 'start', '--no-open', '--port', '0'],
] as const;

async function expectRefused(dataDir: string, code: ErrorCode, sentence: RegExp): Promise<void> {
  const synclog = useSynclog();
  for (const command of commands) {
    const refusal = await refusalOf(synclog.run([...command, '--data-dir', dataDir, '--json']));
    expect(refusal).toMatchObject({ exit: 1, code, message: expect.stringMatching(sentence) });
  }
}

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Overwrites a part of a file: a database that a disk has damaged. */
function damage(file: string, from: number, to?: number): void {
  const content = readFileSync(file);
  content.fill(0xa5, from, to ?? content.length);
  writeFileSync(file, content);
}

describe('a data folder that cannot be used is named in a sentence with exit code 1', () => {
  it('a file in its place, or on the way to it', async () => {
    const file = join(tempFolder(), 'data');
    writeFileSync(file, 'not a folder');
    await expectRefused(file, 'data-folder-unusable', /it is a file.*Choose a folder/);
    await expectRefused(join(file, 'deeper'), 'data-folder-unusable', /Choose a folder/);
    expect(readFileSync(file, 'utf8')).toBe('not a folder');
  });

  it.runIf(canMount())('a read-only disk, with data on it and without', async () => {
    const disk = smallDisk(8);
    const branch = await branchWithTea(join(disk.folder, 'branch'));
    disk.setReadOnly(true);
    await expectRefused(branch.dataDir, 'data-folder-unusable', /read-only.*Nothing was changed/);
    await expectRefused(join(disk.folder, 'new'), 'data-folder-unusable', /cannot be used.*Choose a folder/);
    disk.setReadOnly(false);
    await branch.expectUnchanged();
  });

  it.runIf(canMount())('a full disk, with data on it and without', async () => {
    const disk = smallDisk(8);
    const branch = await branchWithTea(join(disk.folder, 'branch'));
    disk.fill();
    await expectRefused(branch.dataDir, 'database-full', /disk is full.*Free some space/);
    await expectRefused(join(disk.folder, 'new'), 'database-full', /disk is full.*Free some space/);
    disk.free();
    await branch.expectUnchanged();
  });

  it.runIf(canMount())('a disk that gets full in the middle of an import, of which nothing is kept', async () => {
    const disk = smallDisk(8);
    const branch = await branchWithTea(join(disk.folder, 'branch'));
    disk.fill(500_000);
    const lines = Array.from({ length: 5000 }, (_none, n) =>
      JSON.stringify({ name: `C ${n}`, description: 'x'.repeat(300) }),
    );
    const refusal = await refusalOf(branch.run(['records', 'save', 'Category'], lines.join('\n')));
    expect(refusal).toMatchObject({
      exit: 1,
      code: 'database-full',
      message: expect.stringMatching(/Free some space/),
    });
    disk.free();
    await branch.expectUnchanged();
    expect(await answerOf(branch.run(['records', 'save', 'Category'], lines.join('\n')))).toMatchObject({
      saved: 5000,
    });
  });
});

describe('a database that cannot be used is left as it is', () => {
  it.each<[what: string, from: number, to: number | undefined]>([
    ['no database at all', 0, undefined],
    ['damaged at its beginning', 0, 100],
    ['damaged behind its first page', 4096, undefined],
  ])('%s', async (_what, from, to) => {
    const branch = await branchWithTea();
    const file = join(branch.dataDir, 'branch.sqlite');
    damage(file, from, to);
    const before = digestOf(file);
    await expectRefused(branch.dataDir, 'database-corrupt', /Do not delete it.*backups folder/);
    expect(digestOf(file)).toBe(before);
  });

  it('of a newer version of SyncLog', async () => {
    const branch = await branchWithTea();
    const db = openSqlite(join(branch.dataDir, 'branch.sqlite'));
    const mark = "insert into schema_migrations (name, applied_at) values ('branch-9999-of-the-future', '2030-01-01')";
    db.exec(mark);
    await expectRefused(branch.dataDir, 'database-newer', /newer version.*nothing was changed/);
    db.exec("delete from schema_migrations where name = 'branch-9999-of-the-future'");
    db.close();
    await branch.expectUnchanged();
  });

  it('at head office', async () => {
    const synclog = useSynclog();
    const db = join(tempFolder(), 'master.sqlite');
    await answerOf(
      synclog.run(['records', 'save', 'Category', '--master', '--db', db, '--data', '{"name":"Tea"}', '--json']),
    );
    damage(db, 0, 100);
    const before = digestOf(db);
    for (const args of [
      ['records', 'list', 'Category', '--master'],
      ['master', 'enroll', 'Harbour'],
      ['master', 'start', '--port', '0'],
    ]) {
      const refusal = await refusalOf(synclog.run([...args, '--db', db, '--json']));
      expect(refusal).toMatchObject({
        exit: 1,
        code: 'database-corrupt',
        message: expect.stringMatching(/Do not delete it/),
      });
    }
    expect(digestOf(db)).toBe(before);
    expect(existsSync(`${db}-wal`)).toBe(false);
  });
});
