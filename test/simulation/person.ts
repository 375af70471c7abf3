import { resolveConflict } from '../../src/main/store/conflicts/resolve-conflict.ts';
import type { WriteTrx } from '../../src/main/store/unit-of-work.ts';
import type { RecordRow } from '../../src/shared/record.ts';
import type { Ledger } from './ledger.ts';
import type { Seeded } from './seeded.ts';
import type { SimBranch } from './sim-branch.ts';

/** A person at a branch: what they do is noted in the ledger once they were told that it is saved. */
export interface Person {
  readonly branch: SimBranch;
  readonly random: Seeded;
  readonly token: () => string;
  /** One unit of work. */
  write<T extends RecordRow | string>(work: (desk: Desk) => T, options?: { readonly independent: boolean }): Promise<T>;
}

export interface Desk {
  readonly trx: WriteTrx;
  save(model: string, values: Readonly<Record<string, unknown>>): RecordRow;
  remove(model: string, id: string): void;
  /** Decides a conflict for one of the sides. */
  decide(
    conflict: { readonly id: string; readonly modelName: string; readonly modelId: string },
    keep: 'ours' | 'theirs',
  ): void;
}

export function createPerson(branch: SimBranch, ledger: Ledger, random: Seeded): Person {
  return {
    branch,
    random,
    token: ledger.token,
    async write(work, options) {
      let note: (() => void)[] = [];
      const result = await branch.store.write((trx) => {
        note = [];
        return work({
          trx,
          save(model, values) {
            const saved = branch.store.repository(model).save(trx, values);
            note.push(() => ledger.saved(branch.name, model, String(saved['id']), values));
            return saved;
          },
          remove(model, id) {
            branch.store.repository(model).remove(trx, id);
            note.push(() => ledger.removed(branch.name, model, id));
          },
          decide({ id, modelName, modelId }, keep) {
            const { context, repository } = branch.store;
            resolveConflict(context, repository, trx, id, { keep });
            const now = repository(modelName).find(modelId);
            // What this person had typed there before was given up knowingly.
            note.push(() => ledger.removed(branch.name, modelName, modelId));
            if (now) note.push(() => ledger.saved(branch.name, modelName, modelId, now));
          },
        }) as never;
      }, options);
      for (const write of note) write();
      return result;
    },
  };
}
