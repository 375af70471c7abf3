import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Looks into a database beside the process that has it open. */
function read<T>(file: string, look: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

export const readMaster = read;

export function readBranch<T>(dataDir: string, look: (db: Database.Database) => T): T {
  return read(join(dataDir, 'branch.sqlite'), look);
}
