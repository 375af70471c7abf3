import { isEmptyDraft, saleDraftSchema, type Draft } from '../../shared/sale-draft.ts';
import type { Store } from '../store/open-store.ts';
import type { WriteTrx } from '../store/unit-of-work.ts';

/** The sales that were begun and neither saved nor cleared, the last touched first. What is damaged, or was kept by an older app and cannot be read, is left out. */
export function listDrafts({ context }: Store): Draft[] {
  return context
    .prepare<{ content: string }>(
      'select content from sale_drafts where json_valid(content) order by kept_at desc, id desc',
    )
    .all()
    .flatMap(({ content }) => {
      const draft = saleDraftSchema.safeParse(JSON.parse(content));
      return draft.success ? [draft.data] : [];
    });
}

/** Keeps a sale that is being made as it stands now; an empty one is forgotten. It is no record: nothing of it is logged or sent. */
export function keepDraft(store: Store, trx: WriteTrx, draft: Draft): void {
  // A word of it that is late, after it was saved, must not bring it back to be sold again.
  if (isEmptyDraft(draft) || store.repository('Sale').find(draft.id)) return forgetDraft(store, draft.id);
  store.context
    .prepare(
      `insert into sale_drafts (id, content, kept_at) values (?, ?, ?)
       on conflict (id) do update set content = excluded.content, kept_at = excluded.kept_at`,
    )
    .run(draft.id, JSON.stringify(draft), trx.now);
}

export function forgetDraft({ context }: Store, id: string): void {
  context.prepare('delete from sale_drafts where id = ?').run(id);
}
