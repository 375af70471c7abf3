import { statSync } from 'node:fs';
import type { SqliteConnection } from './open-sqlite.ts';
import { damagedError } from './sqlite-error.ts';

/** Checking this much takes about a fifth of a second. A larger file is checked by the diagnostics, and refused where damage is met. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Reads the whole file for damage before anything of it is shown or written: a damaged page can pass for one with fewer rows, and what would then be counted,
 * sent or compared is wrong without anybody being told.
 * @throws SyncLogError `database-corrupt`
 */
export function refuseDamaged(db: SqliteConnection, file: string): void {
  if (statSync(file).size > mostBytes) return;
  const found: unknown = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damagedError(found);
}
