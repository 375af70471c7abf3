import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConflictsHandlers } from '../../../../src/main/ipc/conflicts-handlers.ts';
import { openStore, type Store } from '../../../../src/main/store/open-store.ts';
import { conflictModelName, type ConflictNote } from '../../../../src/shared/protocol/conflict.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const there = '0190a1b2-0000-7000-8000-00000000000b';
const at = '2026-11-23T08:00:00.000Z';
const held = { name: 'Ada', email: 'held@example.org', phone: '555-0100' };
const arrived = { name: 'Ada L.', email: 'arrived@example.org', phone: '555-0100' };
const other = { branchId: there, name: 'There', at };

/** A customer in a conflict about a name and an e-mail address, told by head office. */
async function openShop(): Promise<{
  store: Store;
  customer: RecordRow;
  conflicts: ReturnType<typeof createConflictsHandlers>;
}> {
  const store = await openStore({ dataDir: tempFolder() });
  onTestFinished(() => store.close());
  store.useLogKey(randomBytes(32));
  const customer = await store.write((trx) => store.repository('Customer').save(trx, held));
  const note: ConflictNote = {
    id: 'c1',
    modelName: 'Customer',
    modelId: String(customer['id']),
    kind: 'fields',
    rule: 'last-write-wins',
    title: 'Ada',
    at,
    version: 3,
    held: { ...other, action: 'update', record: customer },
    arrived: { ...other, action: 'update', record: { ...customer, ...arrived } },
    fields: {
      name: { held: held.name, arrived: arrived.name, winner: 'held', heldBy: other },
      email: { held: held.email, arrived: arrived.email, winner: 'held', heldBy: other },
    },
    resolved: null,
  };
  const data = { id: note.id, note: JSON.stringify(note), created_at: at, updated_at: at };
  const entry = { modelName: conflictModelName, modelId: note.id, action: 'upsert' as const, version: 1, data };
  await store.sync.applyFeed(
    [{ ...entry, sequence: 5, transactionId: null, changedFields: null, branchId: null, hlc: '', at }],
    5,
  );
  return { store, customer, conflicts: createConflictsHandlers(store) };
}

function keptContent({ context }: Store): string {
  return context.prepare<{ content: string }>('select content from sync_conflicts').get()?.content ?? '';
}

describe('what is sensitive in a conflict', () => {
  it('is not to be read in the database, and is shown and put back as it was', async () => {
    const { store, customer, conflicts } = await openShop();
    const content = keptContent(store);
    expect(content).toContain(arrived.name);
    for (const secret of [held.email, arrived.email, held.phone]) expect(content).not.toContain(secret);
    expect(await conflicts['conflicts.get']({ id: 'c1' })).toMatchObject({
      ours: { record: { email: held.email, phone: held.phone } },
      theirs: { record: { email: arrived.email } },
      differences: expect.arrayContaining([
        expect.objectContaining({ name: 'email', ours: held.email, theirs: arrived.email, lost: [] }),
      ]),
    });
    await conflicts['conflicts.resolve']({ id: 'c1', keep: 'theirs' });
    expect(store.repository('Customer').find(String(customer['id']))).toMatchObject(arrived);
  });

  it('is all that a lost key takes with it: the rest is shown and decided, and the record keeps its own', async () => {
    const { store, customer, conflicts } = await openShop();
    store.useLogKey(randomBytes(32));
    expect(await conflicts['conflicts.get']({ id: 'c1' })).toMatchObject({
      differences: expect.arrayContaining([
        expect.objectContaining({ name: 'name', ours: held.name, theirs: arrived.name, lost: [] }),
        expect.objectContaining({ name: 'email', theirs: null, lost: ['ours', 'theirs'], current: held.email }),
      ]),
    });
    await conflicts['conflicts.resolve']({ id: 'c1', keep: 'theirs' });
    const after = { ...held, name: arrived.name };
    expect(store.repository('Customer').find(String(customer['id']))).toMatchObject(after);
    expect(await conflicts['conflicts.list']({ offset: 0, limit: 10 })).toMatchObject({
      rows: [{ state: 'resolved' }],
    });
  });

  it('is not decided for empty where nothing else was in question', async () => {
    const { store, customer, conflicts } = await openShop();
    store.context
      .prepare('update sync_conflicts set content = json_remove(?, ?)')
      .run(keptContent(store), '$.fields.name');
    store.useLogKey(null);
    await expect(conflicts['conflicts.resolve']({ id: 'c1', keep: 'theirs' })).rejects.toMatchObject({
      code: 'values-unreadable',
    });
    expect(store.repository('Customer').find(String(customer['id']))).toMatchObject(held);
    expect(await conflicts['conflicts.list']({ offset: 0, limit: 10 })).toMatchObject({ rows: [{ state: 'open' }] });
    await conflicts['conflicts.resolve']({ id: 'c1', values: { email: arrived.email } });
    expect(store.repository('Customer').find(String(customer['id']))).toMatchObject({ ...held, email: arrived.email });
  });
});
