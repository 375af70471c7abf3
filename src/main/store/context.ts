import type { Database, Statement } from 'better-sqlite3';
import type { Clock } from '../../shared/clock.ts';
import type { HybridClock } from '../../shared/hybrid-clock.ts';
import type { IdSource } from '../../shared/ids.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { Logger } from '../logger.ts';
import type { RecordTable } from './record-table.ts';

/** What every part of the store works with. One per open store. */
export interface StoreContext {
  readonly db: Database;
  /** Prepared once per SQL text; rows come back typed by the caller, who names the columns in the SQL. */
  readonly prepare: <Row>(sql: string) => Statement<unknown[], Row>;
  readonly models: ModelRegistry;
  /** The table of a model; throws `unknown-model` for one that is not there. */
  readonly table: (modelName: string) => RecordTable;
  readonly findTable: (modelName: string) => RecordTable | undefined;
  /** True for models whose changes stay at this branch. */
  readonly isExcluded: (model: Model) => boolean;
  readonly clock: Clock;
  readonly hybridClock: HybridClock;
  readonly newId: IdSource;
  readonly logger: Logger;
  /** Lets people's writes run between two slices of long work. */
  readonly yieldToOthers: () => Promise<void>;
}

/** A function that prepares each SQL text once on this connection. */
export function createStatementCache(db: Database): StoreContext['prepare'] {
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
