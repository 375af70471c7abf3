import type { StoreContext } from './context.ts';
import { forgetState } from './state-rows.ts';

/**
 * What a commit outlives. `power-cut`: the disk has it when it returns, and everything committed before it. `crash`: only a power cut may take it back, as if it had not been
 * done yet, until the next commit of the other kind has returned. Enough for work that is simply done again then, and many times as fast on a slow disk.
 */
export type Outlives = 'power-cut' | 'crash';

export interface Transactions {
  /**
   * One BEGIN IMMEDIATE … COMMIT, all of it synchronous: nothing can come between, and nothing can be awaited inside. What throws leaves nothing.
   * @param outlives default `power-cut`
   * @throws SyncLogError `database-failed` where the file is not at its place any more; else what the work or the driver throws
   */
  run<T>(work: () => T, outlives?: Outlives): T;
}

/** The transactions of one connection, of which nobody else changes how it waits for the disk. */
export function createTransactions(context: StoreContext): Transactions {
  const { db } = context;
  // As `openSqlite` leaves it. It stays as it is until a transaction needs it otherwise, because many of the sync follow each other and SQLite reads it anew each time.
  let outlived: Outlives = 'power-cut';
  function waitFor(outlives: Outlives): void {
    if (outlives === outlived) return;
    db.pragma(`synchronous = ${outlives === 'crash' ? 'normal' : 'full'}`);
    outlived = outlives;
  }
  return {
    run(work, outlives = 'power-cut') {
      context.checkInPlace();
      waitFor(outlives);
      context.prepare('begin immediate').run();
      try {
        const result = work();
        context.prepare('commit').run();
        return result;
      } catch (error) {
        forgetState(context);
        if (db.inTransaction) context.prepare('rollback').run();
        throw error;
      }
    },
  };
}
