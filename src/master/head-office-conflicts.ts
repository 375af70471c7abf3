import type { Audit } from './audit.ts';
import { SyncLogError } from '../shared/errors.ts';
import type { ConflictNote } from '../shared/protocol/conflict.ts';
import type { RecordRow } from '../shared/record.ts';
import type { HeadOfficeRecords } from './head-office-records.ts';
import type { ConflictQuery, MasterStore } from './store/master-store.ts';

/** What somebody at head office decides: one of the two sides, or values of their own by field. */
export type MasterDecision =
  { readonly keep: 'held' | 'arrived' } | { readonly values: Readonly<Record<string, unknown>> };

/** Disagreements between people, as head office sees and decides them (I16). */
export interface HeadOfficeConflicts {
  list(
    query?: ConflictQuery,
  ): Promise<{ readonly rows: ConflictNote[]; readonly total: number; readonly open: number }>;
  /** @throws SyncLogError `not-found` */
  get(id: string): Promise<{ readonly conflict: ConflictNote; readonly current: RecordRow | null }>;
  /**
   * Decides, by an ordinary change that every branch gets; those in the conflict are told that it is decided.
   * @throws SyncLogError `not-found`, and as saving and removing do: then nothing is decided
   */
  resolve(id: string, decision: MasterDecision): Promise<ConflictNote>;
}

export function createHeadOfficeConflicts(
  store: MasterStore,
  records: HeadOfficeRecords,
  audit: Audit,
): HeadOfficeConflicts {
  async function get(id: string): Promise<{ readonly conflict: ConflictNote; readonly current: RecordRow | null }> {
    const conflict = await store.findConflict(id);
    if (!conflict) throw new SyncLogError('not-found', `There is no conflict ${id}.`);
    const found = await store.findRecord(conflict.modelName, conflict.modelId);
    return { conflict, current: found?.record ?? null };
  }

  return {
    list: (query = {}) => store.listConflicts(query),
    get,
    async resolve(id, decision) {
      const { conflict, current } = await get(id);
      const { modelName, modelId } = conflict;
      const resolves = [id];
      const wanted = wantedRecord(conflict, decision, current);
      if (wanted !== 'deleted') await records.save(modelName, { ...wanted, id: modelId }, { resolves });
      else await records.remove(modelName, modelId, { resolves });
      await audit('conflict.resolve', { conflictId: id, ...decision });
      return (await get(id)).conflict;
    },
  };
}

function wantedRecord(
  conflict: ConflictNote,
  decision: MasterDecision,
  current: RecordRow | null,
): Readonly<Record<string, unknown>> | 'deleted' {
  const whole = ({ id: _id, created_at: _created, updated_at: _updated, ...fields }: RecordRow): RecordRow => fields;
  if ('values' in decision) {
    return current ? decision.values : { ...whole(conflict.arrived.record), ...decision.values };
  }
  const side = conflict[decision.keep];
  if (side.action === 'delete') return 'deleted';
  if (!current) return whole(side.record);
  // The change survived the deletion already, and may have been changed further since.
  return Object.fromEntries(
    Object.entries(conflict.fields).map(([name, field]): [string, unknown] => [name, field[decision.keep]]),
  );
}
