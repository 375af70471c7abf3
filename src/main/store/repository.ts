import { errorAtRow, SyncLogError } from '../../shared/errors.ts';
import type { RecordRow } from '../../shared/record.ts';
import { composedValues } from '../../shared/composed-text.ts';
import { idSchema } from '../../shared/ids.ts';
import type { Model } from '../../models/kit/define-model.ts';
import { validateRecord } from '../../models/kit/validate.ts';
import type { StoreContext } from './context.ts';
import { recordChange } from './log/record-change.ts';
import { createReader, type RecordReader } from './record-reader.ts';
import { removeRecord } from './remove-record.ts';
import type { WriteTrx } from './unit-of-work.ts';

/** A value as a person or a program gives it, before it is checked. */
export type Values = Readonly<Record<string, unknown>>;

/** One model's records. Reading needs nothing; every way to write needs a unit of work and is logged (I1, I4). */
export interface Repository extends RecordReader {
  readonly model: Model;
  /**
   * Creates (no id, or one that does not exist yet) or updates (only the fields given change; nothing is logged when none does).
   * @throws SyncLogError `invalid-record`, `duplicate-value`, `missing-reference`, `not-allowed` (a change of an append-only record)
   */
  save(trx: WriteTrx, values: Values): RecordRow;
  /** @throws as `save`, with the row at which it stopped */
  saveMany(trx: WriteTrx, rows: Iterable<Values>): RecordRow[];
  /**
   * Removes a record with its parts (a sale's lines). Returns how many records went.
   * @throws SyncLogError `not-found`, `still-referenced`
   */
  remove(trx: WriteTrx, id: string): number;
  /** Removes every record whose fields hold these values, each with its parts and its own log. */
  removeWhere(trx: WriteTrx, where: RecordRow): number;
}

export function createRepository(context: StoreContext, model: Model): Repository {
  const reader = createReader(context, model);
  const repository: Repository = {
    ...reader,
    model,
    save: (trx, values) => saveRecord(context, model, trx, values),
    saveMany: (trx, rows) => Array.from(rows, (values, row) => saveRow(context, model, trx, values, row)),
    remove: (trx, id) => removeRecord(context, model, trx, id),
    removeWhere(trx, where) {
      let removed = 0;
      for (const id of reader.idsWhere(where)) {
        // A record may have gone already as a part of another one.
        if (context.table(model.name).exists(id)) removed += removeRecord(context, model, trx, id);
      }
      return removed;
    },
  };
  return repository;
}

/** One of several; what goes wrong with it says which. */
function saveRow(context: StoreContext, model: Model, trx: WriteTrx, values: Values, row: number): RecordRow {
  const before = trx.awaited.length;
  try {
    const record = saveRecord(context, model, trx, values);
    for (const reference of trx.awaited.slice(before)) reference.row = row;
    return record;
  } catch (error) {
    throw errorAtRow(error, row);
  }
}

function saveRecord(context: StoreContext, model: Model, trx: WriteTrx, values: Values): RecordRow {
  const table = context.table(model.name);
  const id = givenId(model, values);
  const before = id === undefined ? undefined : table.find(id);
  const fields = validateRecord(model, composedValues(values), before);
  if (!before) {
    const record: RecordRow = {
      id: id ?? context.newId(),
      ...fields,
      created_at: createdAt(values, trx.now),
      updated_at: trx.now,
    };
    checkUnique(context, model, record, model.uniqueFields);
    checkReferences(context, model, trx, record, Object.keys(fields));
    table.insert(record);
    log(context, model, trx, { record, before, changed: null, fresh: id === undefined });
    return record;
  }
  const changed = Object.keys(fields).filter((name) => fields[name] !== before[name]);
  if (changed.length === 0) return before;
  if (model.appendOnly) {
    throw new SyncLogError(
      'not-allowed',
      `A ${model.name} is never changed after it was saved. Put a mistake right with another one.`,
    );
  }
  const record: RecordRow = { ...before, ...fields, updated_at: trx.now };
  checkUnique(
    context,
    model,
    record,
    changed.filter((name) => model.uniqueFields.includes(name)),
  );
  // Also those that are not changed: what head office deleted may have left one pointing nowhere, and only its name helps a person (I15).
  checkReferences(context, model, trx, record, Object.keys(fields));
  table.update(record);
  log(context, model, trx, { record, before, changed, fresh: false });
  return record;
}

interface Saved {
  readonly record: RecordRow;
  readonly before: RecordRow | undefined;
  readonly changed: readonly string[] | null;
  readonly fresh: boolean;
}

function log(context: StoreContext, model: Model, trx: WriteTrx, saved: Saved): void {
  trx.topics.add(`records:${model.name}`);
  if (context.isExcluded(model)) return;
  recordChange(context, trx, {
    modelName: model.name,
    modelId: String(saved.record['id']),
    action: saved.before ? 'update' : 'create',
    changedFields: saved.changed,
    before: saved.before,
    fresh: saved.fresh,
  });
}

function givenId(model: Model, values: Values): string | undefined {
  const id = values['id'];
  if (id === undefined || id === null || id === '') return undefined;
  const parsed = idSchema.safeParse(id);
  if (parsed.success) return parsed.data.toLowerCase();
  throw new SyncLogError('invalid-record', `${model.name} was not saved: its id must be a UUID.`, { field: 'id' });
}

function createdAt(values: Values, now: string): string {
  const given = values['created_at'];
  if (typeof given !== 'string' || Number.isNaN(Date.parse(given))) return now;
  return new Date(given).toISOString();
}

function checkUnique(context: StoreContext, model: Model, record: RecordRow, fields: readonly string[]): void {
  const table = context.table(model.name);
  for (const field of fields) {
    const value = record[field] ?? null;
    if (value === null || table.findOther(field, value, String(record['id'])) === undefined) continue;
    throw new SyncLogError(
      'duplicate-value',
      `${model.name} was not saved: another ${model.name} already has the ${field} "${String(value)}".`,
      {
        field,
      },
    );
  }
}

function checkReferences(
  context: StoreContext,
  model: Model,
  trx: WriteTrx,
  record: RecordRow,
  fields: readonly string[],
): void {
  for (const { field, definition } of model.references) {
    const id = record[field];
    if (!fields.includes(field) || typeof id !== 'string') continue;
    if (context.table(definition.model).exists(id)) continue;
    trx.awaited.push({ model: model.name, field, target: definition.model, id });
  }
}
