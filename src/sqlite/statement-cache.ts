import type { Database, Statement } from 'better-sqlite3';

/** Prepares each SQL text once on a connection; rows come back typed by the caller, who names the columns in the SQL. */
export type Prepare = <Row>(sql: string) => Statement<unknown[], Row>;

const caches = new WeakMap<Database, Prepare>();

/** The one of this connection. */
export function statementCacheOf(db: Database): Prepare {
  const cache = caches.get(db) ?? makeCache(db);
  caches.set(db, cache);
  return cache;
}

function makeCache(db: Database): Prepare {
  const statements = new Map<string, Statement<unknown[], unknown>>();
  return <Row>(sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare<unknown[], unknown>(sql);
      statements.set(sql, statement);
    }
    // The row's type is the caller's claim about its own SQL: the driver cannot know it.
    return statement as Statement<unknown[], Row>;
  };
}
