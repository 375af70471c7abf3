import { titleOf } from '../../../models/kit/define-model.ts';
import type { Difference } from '../../../shared/ipc/check.ts';
import type { MasterClient } from '../../master-client/master-client.ts';
import type { SyncStore } from '../sync-store.ts';
import type { Differing } from './find-differing.ts';
import { lookUp } from './look-up.ts';

/** What a person sees of records that differ: their titles, and field by field what each side holds. */
export async function describeDifferences(
  { client, store }: { readonly client: Pick<MasterClient, 'lookup'>; readonly store: Pick<SyncStore, 'look'> },
  differing: readonly Differing[],
): Promise<Difference[]> {
  if (differing.length === 0) return [];
  const held = await lookUp(client, differing);
  return differing.map((item, index): Difference => {
    const { model, record: ours, unsent } = store.look(item);
    const theirs = held[index]?.record ?? null;
    const shown = ours ?? theirs;
    const fields =
      ours && theirs && model
        ? model.columns
            .map((name) => ({ name, branch: ours[name] ?? null, master: theirs[name] ?? null }))
            .filter(({ branch, master }) => branch !== master)
        : [];
    return { ...item, title: model && shown ? titleOf(model, shown) : item.modelId.slice(0, 8), fields, unsent };
  });
}
