import type { Clock } from '../shared/clock.ts';
import type { ModelDigest } from '../shared/protocol/verify.ts';
import type { ModelRegistry } from '../models/kit/registry.ts';
import type { BranchRegistry } from './branch-registry.ts';
import type { Exchange } from './exchange.ts';
import type { FeedSignal } from './feed-signal.ts';
import type { HeadOfficeConflicts } from './head-office-conflicts.ts';
import type { HeadOfficeRecords } from './head-office-records.ts';
import type { MasterIdentity } from './master-identity.ts';
import type { MasterStore } from './store/master-store.ts';

/** An open head office: what its server, its command line and tests work with. */
export interface Master extends BranchRegistry, Exchange {
  readonly identity: MasterIdentity;
  readonly store: MasterStore;
  readonly models: ModelRegistry;
  readonly recordSchemaVersion: number;
  readonly clock: Clock;
  readonly signal: FeedSignal;
  /** Serves the branches. `port` 0 takes a free one. */
  listen(address: {
    readonly host: string;
    readonly port: number;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /** Copies the database into a new file while it is in use. @throws SyncLogError */
  backup(file: string): Promise<{ readonly sequence: number }>;
  readonly records: HeadOfficeRecords;
  readonly conflicts: HeadOfficeConflicts;
  digests(): Promise<ModelDigest[]>;
  close(): Promise<void>;
}
