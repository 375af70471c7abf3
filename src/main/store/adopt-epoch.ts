import { z } from 'zod';
import type { RecordRow } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';
import { readFacts, writeFact } from './facts.ts';
import { groupWithWholes, nameOf } from './group-with-wholes.ts';
import { recordChange } from './log/record-change.ts';
import { findOpenLogs } from './log/unsettled.ts';
import { sequenceOfMark } from './told.ts';
import type { Trx, UnitOfWork } from './unit-of-work.ts';

/** A record of which head office may have lost the newest changes; the details are null where they are not known (any more). */
interface LostRow {
  model_name: string;
  model_id: string;
  /** Of the newest change. */
  transaction_id: string | null;
  /** The changed fields of each change, as a JSON list of lists or nulls. */
  changed_fields: string;
  hlc: string | null;
}

/** A person's save waits for so many records at most. */
const sliceSize = 200;

/**
 * Logs anew whatever this branch knows from behind `common` (its own changes and those of others that it has pulled, deletions too), just as they were: the
 * same fields, the same time, the same groups, based on what was known. A head office that has them finds nothing to change; one that lost them has them
 * again, and where somebody has changed the same since, the model's rule judges as ever. Then the feed is read again from there (I17).
 */
export async function adoptEpoch(
  context: StoreContext,
  units: UnitOfWork,
  epoch: string,
  common: number,
): Promise<number> {
  const rows = context
    .prepare<LostRow>(
      `select r.model_name, r.model_id, max(u.hlc) as hlc, json_group_array(json(u.changed_fields)) as changed_fields,
          (select transaction_id from sync_unbacked newest where newest.model_name = r.model_name and newest.model_id = r.model_id
            and newest.sequence > ?1 order by newest.sequence desc limit 1) as transaction_id
        from sync_records r left join sync_unbacked u on u.model_name = r.model_name and u.model_id = r.model_id and u.sequence > ?1
        where r.sequence > ?1 group by r.model_name, r.model_id order by r.sequence`,
    )
    .all({ 1: common });
  const detailsKnown = readFacts(context).forgottenTo <= common;
  const lost = detailsKnown ? rows : rows.map((row) => ({ ...row, changed_fields: '[null]' }));
  const groups = await groupWithWholes(
    context,
    lost.filter((row) => readFieldLists(row).includes(null)),
  );
  let logged = 0;
  for (let from = 0; from < lost.length; from += sliceSize) {
    units.change((trx) => {
      for (const row of lost.slice(from, from + sliceSize))
        logged += logAgain(context, trx, row, groups.get(nameOf(row)) ?? row.transaction_id) ? 1 : 0;
    });
    await context.yieldToOthers();
  }
  units.change((trx) => {
    trx.topics.add('status').add('logs');
    const facts = readFacts(context);
    writeFact(context, 'epoch', epoch);
    writeFact(context, 'cursor', Math.min(facts.cursor, common));
    writeFact(context, 'forgottenTo', Math.min(facts.forgottenTo, common));
    writeFact(context, 'positions', []);
    writeFact(
      context,
      'marks',
      facts.marks.filter((mark) => sequenceOfMark(mark) <= common),
    );
    // These sequences mean something else from now on.
    context.prepare('update sync_records set sequence = 0 where sequence > ?').run(common);
    context.prepare('delete from sync_unbacked where sequence > ?').run(common);
    context.prepare('delete from parked_changes where sequence > ?').run(common);
  });
  return logged;
}

function logAgain(context: StoreContext, trx: Trx, row: LostRow, group: string | null): boolean {
  const table = context.findTable(row.model_name);
  if (!table || context.isExcluded(table.model)) return false;
  const record = table.find(row.model_id);
  const open = findOpenLogs(context, row.model_name, row.model_id);
  // Removed here and not sent yet: that goes out anyway.
  if (!record && open.some((log) => log.action === 'delete')) return false;
  const unsent = open.find(
    (log) => log.sync_status === 'failed' || (log.sync_status === 'pending' && log.in_doubt === 0),
  );
  const fields = record ? changedFields(row, table.model.columns) : null;
  if (fields?.length === 0) return false;
  const times = [row.hlc ?? timeOf(record), ...open.map((log) => log.hlc)].sort();
  recordChange(
    context,
    {
      ...trx,
      // An edit that waits stays with those it was saved with (I10).
      transactionId: unsent ? unsent.transaction_id : group,
      hlc: times.at(-1) ?? '',
    },
    {
      modelName: row.model_name,
      modelId: row.model_id,
      action: record ? 'update' : 'delete',
      changedFields: fields,
      before: record ?? { id: row.model_id },
      fresh: false,
    },
  );
  return true;
}

const fieldLists = z.array(z.array(z.string()).nullable());

function readFieldLists(row: LostRow): z.infer<typeof fieldLists> {
  return fieldLists.parse(JSON.parse(row.changed_fields));
}

/** The fields of all lost changes; null = the whole record. */
function changedFields(row: LostRow, columns: readonly string[]): string[] | null {
  const lists = readFieldLists(row);
  const names = lists.flatMap((list) => list ?? []);
  return lists.includes(null) ? null : [...new Set(names)].filter((name) => columns.includes(name)).sort();
}

/** When a record was last changed, where the hybrid time of that change is not known (any more). */
function timeOf(record: RecordRow | undefined): string {
  const at = record?.['updated_at'];
  return `${typeof at === 'string' ? at : '1970-01-01T00:00:00.000Z'}-0000-unknown`;
}
