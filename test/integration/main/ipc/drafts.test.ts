import { beforeEach, describe, expect, it } from 'vitest';
import { createDraftsHandlers } from '../../../../src/main/ipc/drafts-handlers.ts';
import { createRecordsHandlers } from '../../../../src/main/ipc/records-handlers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { ipcContract } from '../../../../src/shared/ipc/contract.ts';
import { emptyDraft, longestNote, mostLines, type Draft } from '../../../../src/shared/sale-draft.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

let store: Store;
let drafts: ReturnType<typeof createDraftsHandlers>;
let productId: string;

beforeEach(async () => {
  store = await openTestStore();
  drafts = createDraftsHandlers(store);
  const product = await store.write((trx) =>
    store.repository('Product').save(trx, { sku: 'T', name: 'Tea', price_cents: 250 }),
  );
  productId = String(product['id']);
});

const draftOfTea = (quantity: number, id: string = newId()): Draft => ({
  ...emptyDraft(id),
  lines: [{ productId, name: 'Tea', sku: 'T', priceCents: 250, quantity }],
  note: 'for Ada',
});
const keep = async (draft: Draft) => await drafts['sales.keepDraft']({ draft });
const kept = async () => await drafts['sales.drafts']({});
const sell = async ({ id, lines, note }: Draft) =>
  await createRecordsHandlers(store)['sales.create']({
    id,
    customer_id: null,
    payment: 'cash',
    note,
    lines: lines.map((line) => ({ product_id: line.productId, quantity: line.quantity })),
  });

describe('sales that are being made', () => {
  it('are kept as they stood last, and none of it is logged or sent', async () => {
    const logged = store.sync.stats();
    const draft = draftOfTea(1);
    await keep(draft);
    await keep(draftOfTea(3, draft.id));
    expect(await kept()).toEqual([draftOfTea(3, draft.id)]);
    expect(store.sync.stats()).toEqual(logged);
  });

  it('are listed although one of them is damaged', async () => {
    const draft = draftOfTea(1);
    await keep(draft);
    store.context.db.prepare(`insert into sale_drafts values (?, '{"lines":[', '2026-11-25')`).run(newId());
    expect(await kept()).toEqual([draft]);
  });

  it('are forgotten when they are cleared', async () => {
    const draft = draftOfTea(1);
    await keep(draft);
    await keep(emptyDraft(draft.id));
    expect(await kept()).toEqual([]);
  });

  it('are gone with the sale that they became, also when a word of them comes late', async () => {
    const draft = draftOfTea(2);
    const other = draftOfTea(1);
    await keep(draft);
    await keep(other);
    await sell(draft);
    expect(await kept()).toEqual([other]);
    await keep({ ...draft, note: 'typed last' });
    expect(await kept()).toEqual([other]);
  });

  it('stay when the sale could not be saved', async () => {
    const draft = draftOfTea(1);
    const line = { productId: newId(), name: 'Gone', sku: 'G', priceCents: 1, quantity: 1 };
    await keep({ ...draft, lines: [line] });
    await expect(sell({ ...draft, lines: [line] })).rejects.toThrow(/there is no product/);
    expect(await kept()).toEqual([{ ...draft, lines: [line] }]);
  });

  it('are refused beyond what one sale can hold', () => {
    const lines = Array.from({ length: mostLines + 1 }, () => draftOfTea(1).lines).flat();
    const isTaken = (changed: Partial<Draft>): boolean =>
      ipcContract['sales.keepDraft'].input.safeParse({ draft: { ...draftOfTea(1), ...changed } }).success;
    expect(isTaken({ lines: lines.slice(1), note: 'n'.repeat(longestNote) })).toBe(true);
    expect(isTaken({ lines })).toBe(false);
    expect(isTaken({ note: 'n'.repeat(longestNote + 1) })).toBe(false);
  });

  it('are forgotten by the cleanup a month after they were left, and at once when they were saved', async () => {
    const { db, clock } = store.context;
    const day = 86_400_000;
    const insert = (draft: Draft, daysAgo: number): void => {
      const at = new Date(clock.now() - daysAgo * day).toISOString();
      db.prepare('insert into sale_drafts values (?, ?, ?)').run(draft.id, JSON.stringify(draft), at);
    };
    const [fresh, left, sold] = [draftOfTea(1), draftOfTea(2), draftOfTea(3)];
    insert(fresh, 29);
    insert(left, 31);
    await sell(sold);
    insert(sold, 0);
    await store.sync.cleanup(365);
    expect((await kept()).map(({ id }) => id)).toEqual([fresh.id]);
  });

  it('are left out where an older app kept what this one cannot read', async () => {
    await keep(draftOfTea(1));
    store.context.db.prepare(`update sale_drafts set content = '{"lines":3}'`).run();
    expect(await kept()).toEqual([]);
  });
});
