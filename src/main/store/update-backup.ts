import { existsSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SyncLogError } from '../../shared/errors.ts';
import { writeWhole } from '../../sqlite/write-whole.ts';

/**
 * Copies the closed database before a newer version takes over, which may change it for good.
 * @returns where the copy lies; null when another program still works on the database, whose file is not whole then
 * @throws SyncLogError `data-folder-unusable` when it cannot be copied (a full disk), `database-busy` when another program opened it meanwhile; then no copy is left
 * that is not whole
 */
export async function backUpBeforeUpdate(dataDir: string, version: string): Promise<string | null> {
  const database = join(dataDir, 'branch.sqlite');
  // SQLite removes it when the last program has closed the database; empty, it is of one that may write in the next moment.
  const isOpen = (): boolean => existsSync(`${database}-wal`);
  if (isOpen()) return null;
  const copy = join(dataDir, 'backups', `before-update-to-${version}.sqlite`);
  const before = statSync(database, { bigint: true, throwIfNoEntry: false });
  await writeWhole(copy, {
    write: (partial) => copyFile(database, partial),
    check() {
      const after = statSync(database, { bigint: true });
      if (!isOpen() && after.mtimeNs === before?.mtimeNs && after.size === before.size) return;
      throw new SyncLogError(
        'database-busy',
        'Another program worked on the database while it was copied, so there is no copy of it.',
      );
    },
  });
  return copy;
}
