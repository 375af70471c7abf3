import type { Database } from 'better-sqlite3';
import type { RecordSchema } from '../../shared/payload-upgrade.ts';
import type { Clock } from '../../shared/clock.ts';
import type { HybridClock } from '../../shared/hybrid-clock.ts';
import type { IdSource } from '../../shared/ids.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { Logger } from '../logger.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import type { PartsOfIds } from './log/parts-of-ids.ts';
import type { LogVault } from './log/log-vault.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';

/** What every part of the store works with. One per open store. */
export interface StoreContext {
  readonly db: Database;
  readonly prepare: Prepare;
  /** @throws SyncLogError `database-failed` where the database's file is not at its place any more */
  readonly checkInPlace: () => void;
  readonly models: ModelRegistry;
  /** The table of a model; throws `unknown-model` for one that is not there. */
  readonly table: (modelName: string) => RecordTable;
  readonly findTable: (modelName: string) => RecordTable | undefined;
  /** True for models whose changes stay at this branch. */
  readonly isExcluded: (model: Model) => boolean;
  /** Encrypts what is sensitive in the log. */
  readonly vault: LogVault;
  readonly partsOfIds: PartsOfIds;
  readonly schema: RecordSchema;
  readonly clock: Clock;
  readonly hybridClock: HybridClock;
  readonly newId: IdSource;
  readonly logger: Logger;
  /** Lets people's writes run between two slices of long work. */
  readonly yieldToOthers: () => Promise<void>;
}
