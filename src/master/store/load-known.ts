import { z } from 'zod';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { KnownReceipt } from '../../shared/protocol/rejoin.ts';
import { keyOf, recordSchema, type FieldValue, type RecordRow } from '../../shared/record.ts';
import { column, type RecordTable } from '../../sqlite/record-table.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';
import type { KnownRecord, KnownRecords, Referrer } from '../judge/known-records.ts';
import type { Receipt } from '../judge/verdict.ts';
import { readRemovedWith } from './removed-with.ts';

const fieldVersionsSchema = z.record(
  z.string(),
  z.tuple([z.number(), z.string(), z.string().nullable(), z.string().nullable()]),
);

/** So many referring records are read at a time. */
const referrerPage = 500;

export interface KnownSource {
  readonly prepare: Prepare;
  readonly models: ModelRegistry;
  readonly tables: ReadonlyMap<string, RecordTable>;
}

interface VersionRow {
  version: number;
  deleted: number;
  field_versions: string;
  created_by: string | null;
  sequence: number;
}

/** Records as they are in the database, each read once for a judgement. Prepared look-ups cost less here than gathering everything beforehand. */
export function createKnownRecords(source: KnownSource): KnownRecords {
  const { prepare, models, tables } = source;
  const cache = new Map<string, KnownRecord | undefined>();

  function read(modelName: string, modelId: string): KnownRecord | undefined {
    const row = prepare<VersionRow>(
      'select version, deleted, field_versions, created_by, sequence from record_versions where model_name = ? and model_id = ?',
    ).get(modelName, modelId);
    if (!row) return undefined;
    const record = row.deleted === 1 ? tombstone(row.sequence) : tables.get(modelName)?.find(modelId);
    if (!record) return undefined;
    return {
      record,
      deleted: row.deleted === 1,
      version: row.version,
      fieldVersions: fieldVersionsSchema.parse(JSON.parse(row.field_versions)),
      createdBy: row.created_by,
      sequence: row.sequence,
    };
  }

  /** A deleted record as it was, for the words of a refusal. */
  function tombstone(sequence: number): RecordRow {
    const entry = prepare<{ data: string }>('select data from feed where sequence = ?').get(sequence);
    return entry ? recordSchema.parse(JSON.parse(entry.data)) : {};
  }

  function get(modelName: string, modelId: string): KnownRecord | undefined {
    const key = keyOf({ modelName, modelId });
    if (!cache.has(key)) cache.set(key, read(modelName, modelId));
    return cache.get(key);
  }

  return {
    get,
    removedWith(modelName, modelId) {
      const known = get(modelName, modelId);
      return known?.deleted === true ? readRemovedWith(prepare, known.sequence) : [];
    },
    findHolder: (modelName, field, value: FieldValue, exceptId) =>
      tables.get(modelName)?.findOther(field, value, exceptId),
    *referrersOf(modelName, modelId): Generator<Referrer> {
      for (const { model, field } of models.referencesTo(modelName)) {
        if (model.excluded || !tables.has(model.name)) continue;
        // By rowid, in which the index on the field lies: by id, each page would sort all of them.
        const page = prepare<{ rowid: number; id: string }>(
          `select rowid, id from ${model.table} where ${column(model, field)} = ? and rowid > ? order by rowid limit ${referrerPage}`,
        );
        const read = (after: number) => page.all(modelId, after);
        for (let rows = read(0); rows.length > 0; rows = read(rows.at(-1)?.rowid ?? 0)) {
          for (const row of rows) yield { modelName: model.name, modelId: row.id, field };
        }
      }
    },
  };
}

/** The receipts of those changes that were accepted before (I7). */
export function loadReceipts(prepare: Prepare, branchId: string, changes: readonly Change[]): Map<string, Receipt> {
  const rows = prepare<{
    change_id: string;
    sequence: number;
    version: number;
    confirmed_at: string;
    altered: number;
  }>(
    `select change_id, sequence, version, confirmed_at, altered from receipts where branch_id = ? and change_id in (select value from json_each(?))`,
  ).all(branchId, JSON.stringify(changes.map((change) => change.changeId)));
  return new Map(
    rows.map((row) => [
      row.change_id,
      {
        sequence: row.sequence,
        version: row.version,
        confirmedAt: row.confirmed_at,
        altered: Number(row.altered) === 1,
      },
    ]),
  );
}

interface ReceiptRow {
  change_id: string;
  sequence: number;
  version: number;
  confirmed_at: string;
  hlc: string | null;
}

/** What is remembered of these changes of a branch, with the time of the edit where the feed has an entry of exactly that change. */
export function findReceipts(prepare: Prepare, branchId: string, changeIds: readonly string[]): KnownReceipt[] {
  return prepare<ReceiptRow>(
    `select r.change_id, r.sequence, r.version, r.confirmed_at, f.hlc
      from receipts r left join feed f on f.sequence = r.sequence and f.branch_id = r.branch_id and f.version = r.version
      where r.branch_id = ? and r.change_id in (select value from json_each(?))`,
  )
    .all(branchId, JSON.stringify(changeIds))
    .map((row) => ({
      changeId: row.change_id,
      sequence: row.sequence,
      version: row.version,
      confirmedAt: row.confirmed_at,
      hlc: row.hlc,
    }));
}
