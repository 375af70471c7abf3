import type { RecordName } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';
import { readFacts } from './facts.ts';
import { pendingSql, unsettledSql } from './log/unsettled.ts';
import { lookUpAmong } from './records-among.ts';

/**
 * What entries of the feed meet here, as it is when their transaction begins. Looked up for all of them at once: one by one, the questions whose answer is nearly
 * always nothing cost as much as the records themselves.
 */
export interface MetRecords {
  /** The newest version known of each record, by `keyOf`; whoever notes a newer one says so here too. */
  readonly versions: Map<string, number>;
  /** Records with logs that are not completed, by `keyOf`. */
  readonly open: { has(key: string): boolean };
  /** Records of which head office is known to hold something else than is shown here, with its version, by `keyOf`; whoever keeps more says so here too. */
  readonly shadowed: Map<string, number>;
  /** A backup of head office holds the feed up to there (I17). */
  readonly backedUpTo: number;
}

/** Inside the transaction in which the entries are applied. */
export function meetRecords(context: StoreContext, records: readonly RecordName[]): MetRecords {
  const logs = (condition: string): Map<string, number> =>
    lookUpAmong(context, { table: 'sync_logs', condition }, 'id', records);
  const pending = logs(pendingSql);
  const unsettled = logs(unsettledSql);
  return {
    versions: lookUpAmong(context, { table: 'sync_records' }, 'version', records),
    open: { has: (key) => pending.has(key) || unsettled.has(key) },
    shadowed: lookUpAmong(context, { table: 'sync_shadows' }, 'version', records),
    backedUpTo: readFacts(context).backedUpTo ?? 0,
  };
}
