import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMaster } from '../../../src/master/open-master.ts';
import { discoverModels } from '../../../src/models/kit/discover.ts';
import { createRegistry } from '../../../src/models/kit/registry.ts';
import type { ConflictRule } from '../../../src/models/kit/define-model.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Change } from '../../../src/shared/protocol/common.ts';
import { feedEntrySchema, type FeedEntry } from '../../../src/shared/protocol/pull.ts';
import type { RecordRow } from '../../../src/shared/record.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const now = Date.parse('2026-11-23T08:00:00.000Z');
const at = (milliseconds = 0): string => new Date(now + milliseconds).toISOString();

/** A head office on a real file, whose clock stands still, and two branches. */
async function createHeadOffice(customerRule: ConflictRule = 'last-write-wins') {
  const discovered = await discoverModels();
  const models = createRegistry(
    discovered.all.map((model) => (model.name === 'Customer' ? { ...model, conflict: customerRule } : model)),
  );
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite'), models, clock: { now: () => now } });
  onTestFinished(() => master.close());
  const { branchId: a } = await master.enroll('A');
  const { branchId: b } = await master.enroll('B');
  return {
    a,
    b,
    async push(branchId: string, ...changes: readonly Change[]) {
      return (await master.push(branchId, { changes: [...changes] })).results;
    },
    async record(model: string, id: string) {
      return (await master.store.findRecord(model, id))?.record;
    },
    async feed(branchId: string, after = 0, limit = 1000): Promise<FeedEntry[]> {
      const page = await master.store.readFeed({ branchId, after, limit, mode: 'changes' });
      return page.entries.map((entry) => feedEntrySchema.parse(JSON.parse(entry)));
    },
    page: (branchId: string, after: number) => master.store.readFeed({ branchId, after, limit: 1, mode: 'changes' }),
    head: () => master.store.head(),
  };
}

interface Given extends Partial<Change> {
  readonly modelName: string;
  readonly data: RecordRow;
}

function change(given: Given): Change {
  const { data } = given;
  const id = String(data['id']);
  return {
    changeId: newId(),
    transactionId: null,
    modelId: id,
    action: 'create',
    changedFields: null,
    baseVersion: null,
    payloadVersion: 1,
    hlc: `${at()}-0000-${id}`,
    recordedAt: at(),
    ...given,
    data: { created_at: at(), updated_at: at(), ...data },
  };
}

const customer = (id: string, name: string, more: Partial<Change> = {}): Change =>
  change({
    modelName: 'Customer',
    data: { id, name, email: null, phone: null, address: null, notes: null },
    ...more,
  });
const update: Partial<Change> = { action: 'update', changedFields: ['name'], baseVersion: 1 };
const sale = (id: string, customerId: string | null, transactionId: string | null = null): Change =>
  change({
    modelName: 'Sale',
    transactionId,
    data: { id, number: '1', customer_id: customerId, sold_at: at(), total_cents: 0, payment: 'cash', note: null },
  });

describe('head office', () => {
  it('applies a change once however often it arrives, with the same answer (I7)', async () => {
    const office = await createHeadOffice();
    const sent = customer(newId(), 'Ann');
    const [first] = await office.push(office.a, sent);
    await office.push(office.b, customer(sent.modelId, 'Anne', update));
    const [second] = await office.push(office.a, sent);
    expect(first).toMatchObject({ status: 'applied', sequence: 1, version: 1 });
    expect(second).toEqual({ ...first, status: 'duplicate' });
    expect(await office.record('Customer', sent.modelId)).toMatchObject({ name: 'Anne' });
    expect(await office.head()).toBe(2);
  });

  it('stores a group whole or not at all, and a refusal stops nothing else (I5, I10)', async () => {
    const office = await createHeadOffice();
    const [known, made, lost] = [newId(), newId(), newId()];
    const group = newId();
    const results = await office.push(
      office.a,
      customer(made, 'Bea', { transactionId: group }),
      sale(newId(), lost, group),
      customer(known, 'Ann'),
      sale(newId(), made),
    );
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'applied', 'rejected']);
    expect(results[3]?.error).toMatchObject({ code: 'missing-reference' });
    expect(results[0]?.error).toMatchObject({ code: 'group-refused', causedBy: results[1]?.changeId });
    expect(await office.record('Customer', made)).toBeUndefined();
    expect(await office.record('Customer', known)).toBeDefined();
  });

  it('never ends a page inside a group, whatever the limit (I10)', async () => {
    const office = await createHeadOffice();
    const group = newId();
    const ids = [newId(), newId(), newId()];
    await office.push(office.a, ...ids.map((id) => customer(id, id, { transactionId: group })), customer(newId(), 'x'));
    expect((await office.feed(office.b, 0, 1)).map((entry) => entry.modelId)).toEqual(ids);
  });

  it('lets a follower that reads one entry at a time miss none and see none twice (I12)', async () => {
    const office = await createHeadOffice();
    const ids = [newId(), newId(), newId()];
    await office.push(office.a, ...ids.map((id) => customer(id, id)));
    const read: number[] = [];
    for (let page = await office.page(office.b, 0); ; page = await office.page(office.b, page.next)) {
      for (const entry of page.entries) read.push(feedEntrySchema.parse(JSON.parse(entry)).sequence);
      if (!page.hasMore) break;
    }
    expect(read).toEqual([1, 2, 3]);
  });

  it('gives a branch back only what was altered of its own, and everything to the others (I12, I13)', async () => {
    const office = await createHeadOffice();
    const id = newId();
    await office.push(office.a, customer(id, 'Ann'));
    await office.push(office.b, customer(id, 'Beth', update));
    expect((await office.feed(office.a)).map((entry) => entry.data['name'])).toEqual(['Beth']);
    expect((await office.feed(office.b)).map((entry) => entry.data['name'])).toEqual(['Ann']);
    const unaware = customer(id, 'Ann', { ...update, changedFields: ['notes'] });
    await office.push(office.a, { ...unaware, data: { ...unaware.data, notes: 'n' } });
    expect(
      (await office.feed(office.a, 2)).map(({ sequence, data }) => [sequence, data['name'], data['notes']]),
    ).toEqual([[3, 'Beth', 'n']]);
  });

  it('takes the later of two values of the same field', async () => {
    const office = await createHeadOffice();
    const id = newId();
    await office.push(office.a, customer(id, 'Ann'));
    await office.push(office.a, customer(id, 'Anna', { ...update, hlc: `${at(5)}-0000-a` }));
    const [earlier] = await office.push(office.b, customer(id, 'Beth', { ...update, hlc: `${at(1)}-0000-b` }));
    expect(earlier?.status).toBe('conflict');
    expect(await office.record('Customer', id)).toMatchObject({ name: 'Anna' });
    const [later] = await office.push(office.b, customer(id, 'Cleo', { ...update, hlc: `${at(9)}-0000-b` }));
    expect(later?.status).toBe('conflict');
    expect(await office.record('Customer', id)).toMatchObject({ name: 'Cleo' });
  });

  it('lets no value win by being in the future, neither when it arrives nor ever after', async () => {
    const office = await createHeadOffice();
    const id = newId();
    const far = `${at(365 * 86_400_000)}-0000-a`;
    await office.push(office.b, customer(id, 'Ann'));
    await office.push(office.b, customer(id, 'Anna', { ...update, hlc: `${at(1)}-0000-b` }));
    await office.push(office.a, customer(id, 'Future', { ...update, hlc: far }));
    expect(await office.record('Customer', id)).toMatchObject({ name: 'Anna' });
    await office.push(office.a, customer(id, 'Future', { ...update, baseVersion: 2, hlc: far }));
    await office.push(office.b, customer(id, 'Now', { ...update, baseVersion: 2, hlc: `${at(2)}-0000-b` }));
    expect(await office.record('Customer', id)).toMatchObject({ name: 'Now' });
  });

  it.each(['master-wins', 'manual'] as const)(
    'keeps its own value under the rule %s, however late the other (I16)',
    async (rule) => {
      const office = await createHeadOffice(rule);
      const id = newId();
      await office.push(office.a, customer(id, 'Ann'));
      await office.push(office.a, customer(id, 'Anna', update));
      const [late] = await office.push(office.b, customer(id, 'Late', { ...update, hlc: `${at(60_000)}-0000-b` }));
      expect(late?.status).toBe('conflict');
      expect(await office.record('Customer', id)).toMatchObject({ name: 'Anna' });
    },
  );

  it('lets an edit survive a deletion, whichever comes first, and says so (I16)', async () => {
    const office = await createHeadOffice();
    const [first, second] = [newId(), newId()];
    await office.push(office.a, customer(first, 'Ann'), customer(second, 'Bea'));
    const removal = { action: 'delete', changedFields: null, baseVersion: 1 } as const;
    await office.push(office.a, customer(first, 'Anna', update));
    const [refusedDelete] = await office.push(office.b, customer(first, 'Ann', removal));
    await office.push(office.a, customer(second, 'Bea', removal));
    const [lateEdit] = await office.push(office.b, customer(second, 'Beatrice', update));
    expect([refusedDelete?.status, lateEdit?.status]).toEqual(['conflict', 'conflict']);
    expect(await office.record('Customer', first)).toMatchObject({ name: 'Anna' });
    expect(await office.record('Customer', second)).toMatchObject({ name: 'Beatrice' });
  });

  it('refuses a reference to nothing, and the removal of what others refer to, naming it (I15)', async () => {
    const office = await createHeadOffice();
    const id = newId();
    const [dangling] = await office.push(office.a, sale(newId(), newId()));
    expect(dangling?.error).toMatchObject({ code: 'missing-reference', field: 'customer_id' });
    await office.push(office.a, customer(id, 'Ann'), sale(newId(), id));
    const removal = { action: 'delete', changedFields: null, baseVersion: 1 } as const;
    const [kept] = await office.push(office.a, customer(id, 'Ann', removal));
    expect(kept?.error).toMatchObject({ code: 'still-referenced' });
  });
});
