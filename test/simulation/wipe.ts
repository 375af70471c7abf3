import type { SqliteConnection } from '../../src/sqlite/open-sqlite.ts';

/**
 * Remembers the few rows that a fresh database begins with.
 * @returns what puts the database back to them; it returns false when the schema has changed since, and then nothing was done
 */
export function createWipe(db: SqliteConnection): () => boolean {
  const readSchema = (): unknown => db.pragma('schema_version', { simple: true });
  const schema = readSchema();
  const tables = db
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and (name not like 'sqlite~_%' escape '~' or name = 'sqlite_sequence')`,
    )
    .all()
    .map(({ name }) => {
      const rows = db.prepare<[], unknown[]>(`select * from ${name}`).raw().all();
      const insert = rows[0] && db.prepare(`insert into ${name} values (${rows[0].map(() => '?').join(', ')})`);
      return { empty: db.prepare(`delete from ${name}`), insert, rows };
    });
  return () => {
    if (readSchema() !== schema) return false;
    // Keys are checked when the transaction ends.
    db.transaction(() => {
      for (const { empty } of tables) empty.run();
      for (const { insert, rows } of tables) for (const row of rows) insert?.run(row);
    })();
    return true;
  };
}
