import Database from 'better-sqlite3';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isoTime } from '../../shared/clock.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { hasCode } from '../../shared/has-code.ts';
import type { Copy } from '../../shared/ipc/backup.ts';
import type { SqliteConnection } from '../../sqlite/open-sqlite.ts';
import { writeWhole } from '../../sqlite/write-whole.ts';
import { checkDatabase } from './check-database.ts';

const keptCopies = 5;
const pattern = /^copy-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/;

/**
 * Copies the branch's database beside whoever works with it, some pages at a time, so that no save waits. The newest five copies are kept.
 * @param folder where the copies lie
 * @param now milliseconds since 1970; names the copy
 * @throws SyncLogError `database-full`, `data-folder-unusable`, `database-corrupt`
 */
export async function makeCopy(db: SqliteConnection, folder: string, now: number): Promise<Copy> {
  const file = join(folder, `copy-${isoTime(now).replaceAll(/[:.]/g, '-')}.sqlite`);
  await writeWhole(file, {
    async write(partial) {
      await db.backup(partial);
      // One file, and none beside it as soon as somebody looks into it.
      const copy = new Database(partial);
      copy.pragma('journal_mode = delete');
      copy.close();
    },
    check: async (partial) => {
      const problems = await checkDatabase(partial);
      if (problems.length > 0)
        throw new SyncLogError('database-corrupt', `The copy is not whole: ${problems.join('; ')}`);
    },
  });
  for (const old of namesOf(folder).slice(0, -keptCopies)) rmSync(join(folder, old), { force: true });
  return describe(folder, file);
}

/** The newest copy that a person has made; null where there is none. */
export function newestCopy(folder: string): Copy | null {
  const name = namesOf(folder).at(-1);
  return name === undefined ? null : describe(folder, join(folder, name));
}

function describe(folder: string, file: string): Copy {
  const [, day, ...clock] = pattern.exec(file.slice(folder.length + 1)) ?? [];
  const [hours, minutes, seconds, milliseconds] = clock;
  return { file, at: `${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`, bytes: statSync(file).size };
}

/** The oldest first. */
function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .toSorted();
  } catch (error) {
    // None was made yet.
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
