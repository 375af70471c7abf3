import type { ModelRegistry } from '../models/kit/registry.ts';
import { validateRecord } from '../models/kit/validate.ts';
import type { Clock } from '../shared/clock.ts';
import { composedValues } from '../shared/composed-text.ts';
import { errorAtRow, errorCodeSchema, SyncLogError } from '../shared/errors.ts';
import { createHybridClock } from '../shared/hybrid-clock.ts';
import { idSchema, type IdSource } from '../shared/ids.ts';
import { recordSchemaVersion, type Change } from '../shared/protocol/common.ts';
import type { RecordRow } from '../shared/record.ts';
import type { FeedSignal } from './feed-signal.ts';
import { judgePush } from './judge/judge-push.ts';
import type { MasterStore, RecordQuery } from './store/master-store.ts';

type Values = Readonly<Record<string, unknown>>;

/** Records as head office itself reads and changes them: judged and fed to the branches like any branch's change. */
export interface HeadOfficeRecords {
  list(model: string, query?: RecordQuery): Promise<{ readonly rows: RecordRow[]; readonly total: number }>;
  /** @throws SyncLogError `not-found` */
  get(model: string, id: string): Promise<RecordRow>;
  /** @throws SyncLogError `invalid-record`, `duplicate-value`, `missing-reference` … */
  save(model: string, values: Values, options?: ChangeOptions): Promise<RecordRow>;
  /** All or none; an error names the row at which it stopped. They come to the branches each on its own, not as one transaction. */
  saveMany(model: string, rows: readonly Values[], options?: ChangeOptions): Promise<RecordRow[]>;
  /** Removes a record with its parts. Returns how many went. @throws SyncLogError `not-found`, `still-referenced` */
  remove(model: string, id: string, options?: ChangeOptions): Promise<number>;
}

export interface ChangeOptions {
  /** The conflicts of the record that somebody at head office decides with it. */
  readonly resolves?: readonly string[];
}

export function createHeadOfficeRecords(
  store: MasterStore,
  models: ModelRegistry,
  clock: Clock,
  signal: FeedSignal,
  newId: IdSource,
): HeadOfficeRecords {
  const hybridClock = createHybridClock(
    clock,
    () => 'master',
    () => 0,
  );

  /** Stores all of them or, when one is refused, none. */
  async function change(changes: readonly Change[]): Promise<void> {
    const judgement = await store.push(null, changes, (loaded) => {
      const judged = judgePush({
        ...loaded,
        models,
        changes,
        author: { branchId: null, now: clock.now(), versionFloor: loaded.versionFloor },
      });
      const row = judged.results.findIndex((result) => result.error && result.error.code !== 'group-refused');
      const refusal = judged.results[row]?.error;
      if (!refusal) return judged;
      const { code, message, field } = refusal;
      // Thrown inside the transaction, so that nothing of it stays.
      throw new SyncLogError(errorCodeSchema.catch('invalid-record').parse(code), message, { field, row });
    });
    signal.grown(judgement.head);
  }

  async function toChange(modelName: string, values: Values, resolves: readonly string[] = []): Promise<Change> {
    const model = models.get(modelName);
    if (model.excluded)
      throw new SyncLogError('not-allowed', `${modelName} records stay at the branches; head office has none.`);
    const given = values['id'];
    if (given !== undefined && given !== null && !idSchema.safeParse(given).success) {
      throw new SyncLogError('invalid-record', `${modelName} was not saved: its id must be a UUID.`, { field: 'id' });
    }
    const id = typeof given === 'string' ? given.toLowerCase() : newId();
    const existing = typeof given === 'string' ? await store.findRecord(model.name, id) : undefined;
    const now = new Date(clock.now()).toISOString();
    const fields = validateRecord(model, composedValues(values), existing?.record);
    const createdAt = values['created_at'];
    return {
      changeId: newId(),
      transactionId: null,
      modelName: model.name,
      modelId: id,
      action: existing ? 'update' : 'create',
      changedFields: existing ? Object.keys(fields).filter((name) => fields[name] !== existing.record[name]) : null,
      data: {
        id,
        ...fields,
        created_at:
          existing?.record['created_at'] ?? (typeof createdAt === 'string' && createdAt !== '' ? createdAt : now),
        updated_at: now,
      },
      baseVersion: existing?.version ?? null,
      payloadVersion: recordSchemaVersion,
      hlc: hybridClock.stamp(),
      recordedAt: now,
      resolves: [...resolves],
    };
  }

  async function deletions(modelName: string, id: string, transactionId: string): Promise<Change[]> {
    const found = await store.findRecord(modelName, id);
    if (!found)
      throw new SyncLogError(
        'not-found',
        `There is no ${modelName} with the id ${id}. It may have been removed already.`,
      );
    const parts: Change[] = [];
    for (const { model, field, partOf } of models.referencesTo(modelName)) {
      if (!partOf) continue;
      for (const part of await store.findReferring(model.name, field, id))
        parts.push(...(await deletions(model.name, part, transactionId)));
    }
    return [...parts, deletion(modelName, id, transactionId, found)];
  }

  function deletion(
    modelName: string,
    id: string,
    transactionId: string,
    found: { readonly record: RecordRow; readonly version: number | null },
  ): Change {
    return {
      changeId: newId(),
      transactionId,
      modelName,
      modelId: id,
      action: 'delete',
      changedFields: null,
      data: found.record,
      baseVersion: found.version,
      payloadVersion: recordSchemaVersion,
      hlc: hybridClock.stamp(),
      recordedAt: new Date(clock.now()).toISOString(),
    };
  }

  async function saveMany(model: string, rows: readonly Values[], options?: ChangeOptions): Promise<RecordRow[]> {
    const changes: Change[] = [];
    for (const [row, values] of rows.entries()) {
      changes.push(
        await toChange(model, values, options?.resolves).catch((error: unknown) => {
          throw errorAtRow(error, row);
        }),
      );
    }
    if (changes.length > 0) await change(changes);
    const saved: RecordRow[] = [];
    for (const { modelId } of changes) saved.push((await store.findRecord(model, modelId))?.record ?? {});
    return saved;
  }

  return {
    list: (model, query = {}) => store.listRecords(models.get(model).name, query),
    async get(model, id) {
      const found = await store.findRecord(models.get(model).name, id);
      if (found) return found.record;
      throw new SyncLogError('not-found', `There is no ${model} with the id ${id}. It may have been removed.`);
    },
    async save(model, values, options) {
      const [saved] = await saveMany(model, [values], options);
      return saved ?? {};
    },
    saveMany,
    async remove(model, id, { resolves } = {}) {
      const { name } = models.get(model);
      // To decide for a deletion that has happened already is a deletion of nothing.
      const gone = resolves && !(await store.findRecord(name, id));
      const changes = gone
        ? [deletion(name, id, newId(), { record: { id }, version: null })]
        : await deletions(name, id, newId());
      await change(resolves ? changes.map((item) => ({ ...item, resolves: [...resolves] })) : changes);
      return gone ? 0 : changes.length;
    },
  };
}
