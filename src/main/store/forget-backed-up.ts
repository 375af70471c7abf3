import type { StoreContext } from './context.ts';
import { readFacts, writeFact } from './facts.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Rows looked at in one transaction: a person's save waits for no more of them. */
const rowsOfSlice = 512;

interface Key {
  readonly model_name: string;
  readonly model_id: string;
  readonly sequence: number;
}

/** The values of a condition, by number; those of `withinSlice` are the first six. */
type Values = Readonly<Record<number, string | number>>;

const key = '(model_name, model_id, sequence)';
const withinSlice = `${key} > (?1, ?2, ?3) and ${key} <= (?4, ?5, ?6)`;

/**
 * What a backup holds needs not be sent again, whatever becomes of head office; where no backup is known, the age decides. Slice by slice, because a branch may have
 * sent a million changes since the last backup.
 */
export async function forgetBackedUp(
  context: StoreContext,
  units: UnitOfWork,
  backedUpTo: number | null,
  before: string,
): Promise<void> {
  if (backedUpTo !== null) return await forget(context, units, 'sequence <= ?7', { 7: backedUpTo });
  let newest = 0;
  for await (const slice of slices(context)) newest = Math.max(newest, newestOf(context, slice, before));
  if (newest === 0) return;
  // From there on nobody knows which fields of a record were changed: should head office lose them, the record is sent whole. Known before the first of them goes.
  units.change(() => {
    writeFact(context, 'forgottenTo', Math.max(readFacts(context).forgottenTo, newest));
  });
  // With what a record was removed stays known: nothing else tells which removals belong together, so that no branch sees a part of them (I10).
  // What was sent long after it was made, and confirmed only now, is not among them.
  const which = `hlc < ?7 and sequence <= ?8 and not (${isRemoval(context)})`;
  await forget(context, units, which, { 7: before, 8: newest });
}

async function forget(context: StoreContext, units: UnitOfWork, which: string, values: Values): Promise<void> {
  const sql = `delete from sync_unbacked where ${withinSlice} and ${which}`;
  for await (const slice of slices(context)) units.change(() => context.prepare(sql).run({ ...slice, ...values }));
}

function newestOf(context: StoreContext, slice: Values, before: string): number {
  const row = context
    .prepare<{ newest: number | null }>(
      `select max(sequence) as newest from sync_unbacked where ${withinSlice} and hlc < ?7`,
    )
    .get({ ...slice, 7: before });
  return row?.newest ?? 0;
}

/** All rows in order of their key, some hundred at a time; between them others have their turn. */
async function* slices(context: StoreContext): AsyncGenerator<Values> {
  let from: Key = { model_name: '', model_id: '', sequence: 0 };
  for (let to = endOfSlice(context, from); to; to = endOfSlice(context, from)) {
    yield { 1: from.model_name, 2: from.model_id, 3: from.sequence, 4: to.model_name, 5: to.model_id, 6: to.sequence };
    from = to;
    await context.yieldToOthers();
  }
}

/** The last row of the slice behind this one; undefined behind the last. */
function endOfSlice(context: StoreContext, { model_name: model, model_id: id, sequence }: Key): Key | undefined {
  return context
    .prepare<Key>(
      `select model_name, model_id, sequence from (
        select model_name, model_id, sequence from sync_unbacked where ${key} > (?, ?, ?)
          order by model_name, model_id, sequence limit ${String(rowsOfSlice)}
      ) order by model_name desc, model_id desc, sequence desc limit 1`,
    )
    .get(model, id, sequence);
}

/** Of a row of sync_unbacked: it is the newest change of a record that is gone. */
function isRemoval(context: StoreContext): string {
  const gone = context.models.all
    .filter(({ name }) => context.findTable(name) !== undefined)
    .map(
      ({ name, table }) =>
        `model_name = '${name}' and not exists (select 1 from ${table} where id = sync_unbacked.model_id)`,
    );
  return `(${['false', ...gone].join(' or ')}) and sequence = (select r.sequence from sync_records r
    where r.model_name = sync_unbacked.model_name and r.model_id = sync_unbacked.model_id)`;
}
