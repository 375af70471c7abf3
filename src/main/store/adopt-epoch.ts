import { keyOf, type RecordRow } from '../../shared/record.ts';
import type { SyncFacts } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';
import { readFacts, writeFact } from './facts.ts';
import { forgetPlaces, lowerVersions } from './end-of-epoch.ts';
import { groupWithWholes } from './group-with-wholes.ts';
import { recordChange } from './log/record-change.ts';
import { renameUnsent } from './log/rename-unsent.ts';
import type { LogSqlRow } from './log/rows.ts';
import { endDoubt, isInDoubt } from './log/end-doubt.ts';
import { joinGroup } from './log/join-group.ts';
import { isSetAside } from './log/set-aside.ts';
import { findOpenLogs } from './log/unsettled.ts';
import { findLost, type LostRow } from './lost-records.ts';
import { sequenceOfMark } from './told.ts';
import type { Trx, UnitOfWork } from './unit-of-work.ts';

/** What a head office that was put back says of itself. */
export interface NewEpoch {
  readonly epoch: string;
  /** Up to there its feed is the one that was read here. */
  readonly common: number;
  /** Every version of this epoch is above it; undefined where it does not say. */
  readonly versionFloor?: number | undefined;
}

/** A person's save waits for so many records at most. */
const sliceSize = 200;

/**
 * Logs anew whatever this branch knows from behind `common` (its own changes and those of others that it has pulled, deletions too), just as they were: the
 * same fields, the same time, the same groups, based on what was known. A head office that has them finds nothing to change; one that lost them has them
 * again, and where somebody has changed the same since, the model's rule judges as ever. Then the feed is read again from there (I17). Slice by slice, because a person may go
 * on saving meanwhile; the last commit keeps what a power cut might have taken back.
 */
export async function adoptEpoch(
  context: StoreContext,
  units: UnitOfWork,
  { epoch, common, versionFloor }: NewEpoch,
): Promise<number> {
  const lost = await findLost(context, common, forgottenTo(readFacts(context)) <= common);
  const groups = await groupWithWholes(
    context,
    lost.filter((row) => row.fields.includes(null)),
    // What waits stays with those it was saved with, and parts join their whole there (I10).
    (row) => {
      const open = findOpenLogs(context, row.modelName, row.modelId);
      return (findUnsent(open) ?? open.find(isInDoubt))?.transaction_id ?? row.transactionId;
    },
  );
  await renameUnsent(context, units);
  let logged = 0;
  for (let from = 0; from < lost.length; from += sliceSize) {
    units.change((trx) => {
      for (const row of lost.slice(from, from + sliceSize))
        logged += logAgain(context, trx, row, groups.get(keyOf(row))) ? 1 : 0;
    }, 'crash');
    await context.yieldToOthers();
  }
  await forgetPlaces(context, units, common);
  if (versionFloor !== undefined) await lowerVersions(context, units, versionFloor);
  units.change((trx) => {
    trx.topics.add('status').add('logs');
    const facts = readFacts(context);
    writeFact(context, 'epoch', epoch);
    writeFact(context, 'cursor', Math.min(facts.cursor, common));
    writeFact(context, 'forgottenTo', Math.min(forgottenTo(facts), common));
    writeFact(context, 'versionFloor', versionFloor ?? null);
    // Behind it no backup of the epoch that begins is known.
    if (facts.backedUpTo !== null) writeFact(context, 'backedUpTo', Math.min(facts.backedUpTo, common));
    writeFact(context, 'positions', []);
    writeFact(
      context,
      'marks',
      facts.marks.filter((mark) => sequenceOfMark(mark) <= common),
    );
    context.prepare('delete from parked_changes where sequence > ?').run(common);
    if (versionFloor !== undefined)
      context.prepare('update sync_shadows set version = ?1 where version > ?1').run({ 1: versionFloor });
  });
  return logged;
}

/** Up to there it is not known which fields were changed: what a backup holds is forgotten too, but head office may have been put back to an older one. */
function forgottenTo({ forgottenTo: byAge, backedUpTo }: SyncFacts): number {
  return Math.max(byAge, backedUpTo ?? 0);
}

/** @param group with whose other records it has to go back */
function logAgain(context: StoreContext, trx: Trx, row: LostRow, group: string | undefined): boolean {
  const table = context.findTable(row.modelName);
  if (!table || context.isExcluded(table.model)) return false;
  const record = table.find(row.modelId);
  // What is in doubt would go first and alone, a sale without its lines (I10), although a head office that lacks the record has certainly not taken it.
  if (record && group !== undefined) endDoubt(context, trx, findOpenLogs(context, row.modelName, row.modelId));
  const open = findOpenLogs(context, row.modelName, row.modelId);
  // Removed here and not sent yet: that goes out anyway.
  if (!record && open.some((log) => log.action === 'delete')) return false;
  const unsent = findUnsent(open);
  if (group !== undefined && unsent) joinGroup(context, unsent, group);
  const fields = record ? changedFields(row, table.model.columns) : null;
  if (fields?.length === 0) return false;
  const times = [row.hlc ?? timeOf(record), ...open.map((log) => log.hlc)].sort();
  recordChange(
    context,
    {
      ...trx,
      // An edit that waits stays with those it was saved with (I10).
      transactionId: group ?? unsent?.transaction_id ?? row.transactionId,
      hlc: times.at(-1) ?? '',
    },
    {
      modelName: row.modelName,
      modelId: row.modelId,
      action: record ? 'update' : 'delete',
      changedFields: fields,
      before: record ?? { id: row.modelId },
      fresh: false,
    },
  );
  return true;
}

function findUnsent(open: readonly LogSqlRow[]): LogSqlRow | undefined {
  return open.find(
    (log) => log.sync_status === 'failed' || (log.sync_status === 'pending' && log.in_doubt === 0) || isSetAside(log),
  );
}

/** The fields of all lost changes; null = the whole record. */
function changedFields(row: LostRow, columns: readonly string[]): string[] | null {
  const names = row.fields.flatMap((list) => list ?? []);
  return row.fields.includes(null) ? null : [...new Set(names)].filter((name) => columns.includes(name)).sort();
}

/** When a record was last changed, where the hybrid time of that change is not known (any more). */
function timeOf(record: RecordRow | undefined): string {
  const at = record?.['updated_at'];
  return `${typeof at === 'string' ? at : '1970-01-01T00:00:00.000Z'}-0000-unknown`;
}
