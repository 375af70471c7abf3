import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { countRecordsInConflict, describeConflict, listConflicts } from '../store/conflicts/find-conflicts.ts';
import { resolveConflict } from '../store/conflicts/resolve-conflict.ts';
import type { Store } from '../store/open-store.ts';

type Channels = 'conflicts.list' | 'conflicts.get' | 'conflicts.resolve';

export function createConflictsHandlers(store: Store): IpcHandlers<Channels> {
  const { context } = store;
  return {
    'conflicts.list'(input) {
      if (input.model !== undefined) store.models.get(input.model);
      return { ...listConflicts(context, input), open: countRecordsInConflict(context) };
    },
    'conflicts.get': (input) => describeConflict(context, input.id),
    'conflicts.resolve': async ({ id, ...decision }) => ({
      changed: await store.write((trx) => resolveConflict(context, store.repository, trx, id, decision)),
    }),
  };
}
