import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { keepDraft, listDrafts } from '../sales/sale-drafts.ts';
import type { Store } from '../store/open-store.ts';

export function createDraftsHandlers(store: Store): IpcHandlers<'sales.drafts' | 'sales.keepDraft'> {
  return {
    'sales.drafts': () => listDrafts(store),
    async 'sales.keepDraft'({ draft }) {
      await store.write((trx) => keepDraft(store, trx, draft));
      return {};
    },
  };
}
