import type { Store } from '../../src/main/store/open-store.ts';

/** How SQLite finds the rows for each query that `read` makes for the first time on this store, in its own words. */
export function plansOf(store: Store, read: () => unknown): string[] {
  const { db } = store.context;
  const prepared: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    prepared.push(sql);
    return prepare(sql);
  };
  try {
    read();
  } finally {
    db.prepare = prepare;
  }
  return prepared.flatMap((sql) =>
    prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(...(sql.match(/\?/g) ?? []).map(() => null))
      .map(({ detail }) => detail),
  );
}
