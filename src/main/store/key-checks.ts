import { z } from 'zod';
import type { StoreContext } from './context.ts';

const brokenKeySchema = z.object({ code: z.literal('SQLITE_CONSTRAINT_FOREIGNKEY') });

/**
 * When SQLite checks the foreign keys of this connection. Each time it is told otherwise it compiles every statement anew, which costs more than a small page
 * of the feed; so it is told only where it must be.
 */
export interface KeyChecks {
  /** What a person saves is checked. */
  require(): void;
  /**
   * Runs a transaction of pulled rows, which may come before the rows they refer to (I15): checked in vain it is rolled back, and run again unchecked. Until
   * something must be checked again it stays so.
   * @param transaction changes nothing but the database
   */
  runPulled<T>(transaction: () => T): T;
}

export function createKeyChecks(context: Pick<StoreContext, 'prepare'>): KeyChecks {
  // As `openSqlite` leaves it.
  let checking = true;
  function check(wanted: boolean): void {
    if (checking === wanted) return;
    // It has no effect inside a transaction.
    context.prepare(`pragma foreign_keys = ${wanted ? 'on' : 'off'}`).run();
    checking = wanted;
  }
  return {
    require: () => check(true),
    runPulled(transaction) {
      if (!checking) return transaction();
      try {
        return transaction();
      } catch (error) {
        if (!brokenKeySchema.safeParse(error).success) throw error;
        check(false);
        return transaction();
      }
    },
  };
}
