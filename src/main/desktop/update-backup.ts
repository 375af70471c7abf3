import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies the closed database before a newer version takes over, which may change it for good.
 * @returns where the copy lies; null when another program still works on the database, whose file is not whole then
 * @throws Error when it cannot be copied (a full disk); then no copy is left that is not whole
 */
export async function backUpBeforeUpdate(dataDir: string, version: string): Promise<string | null> {
  const database = join(dataDir, 'branch.sqlite');
  // SQLite removes it when the last program has closed the database; empty, it is of one that may write in the next moment.
  if (existsSync(`${database}-wal`)) return null;
  const folder = join(dataDir, 'backups');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const copy = join(folder, `before-update-to-${version}.sqlite`);
  await copyFile(database, `${copy}.tmp`);
  await rename(`${copy}.tmp`, copy);
  return copy;
}
