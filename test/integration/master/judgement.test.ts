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

/** A head office on a real file, whose clock stands where it is put, and two branches. */
async function createHeadOffice(customerRule: ConflictRule = 'last-write-wins') {
  const discovered = await discoverModels();
  const models = createRegistry(
    discovered.all.map((model) => (model.name === 'Customer' ? { ...model, conflict: customerRule } : model)),
  );
  let wrongBy = 0;
  const clock = { now: () => now + wrongBy };
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite'), models, clock });
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
    setClockWrongBy(milliseconds: number) {
      wrongBy = milliseconds;
    },
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

  it('lets no value win for years that was written while its own clock was years ahead', async () => {
    const office = await createHeadOffice();
    const id = newId();
    const year = 365 * 86_400_000;
    await office.push(office.b, customer(id, 'Ann'));
    office.setClockWrongBy(year);
    await office.push(office.a, customer(id, 'Wrong', { ...update, hlc: `${at(year)}-0000-a` }));
    office.setClockWrongBy(0);
    const [later] = await office.push(office.b, customer(id, 'Now', { ...update, hlc: `${at(1)}-0000-b` }));
    expect(later?.status).toBe('conflict');
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

  it('brings a deleted record back with the later time of the two, and tells its author, who may have pulled it meanwhile (I14)', async () => {
    const office = await createHeadOffice();
    const id = newId();
    await office.push(office.a, customer(id, 'Ann'));
    const edited = customer(id, 'Ann', { ...update, changedFields: ['notes'] });
    await office.push(office.b, { ...edited, data: { ...edited.data, notes: 'rings twice', updated_at: at(4000) } });
    const gone = customer(id, 'Ann', { action: 'delete', baseVersion: 2 });
    await office.push(office.b, { ...gone, data: { ...gone.data, notes: 'rings twice', updated_at: at(4000) } });
    const late = customer(id, 'Ann', { ...update, changedFields: ['notes'] });
    await office.push(office.a, { ...late, data: { ...late.data, notes: 'rings once', updated_at: at(1000) } });
    const back = { notes: 'rings once', updated_at: at(4000) };
    expect(await office.record('Customer', id)).toMatchObject(back);
    const told = (await office.feed(office.a)).filter((entry) => entry.modelName === 'Customer');
    expect(told.at(-1)).toMatchObject({ modelId: id, data: back });
  });

  it.each(['removed', 'removed by their ids alone', 'edited'])(
    'has one conflict for a whole and its parts when they are %s, because nobody may decide for a line without its sale (I10)',
    async (how) => {
      const office = await createHeadOffice();
      const together = { transactionId: newId() };
      const [product, saleId, item] = [newId(), newId(), newId()];
      const group = (more: Partial<Change>): Change[] => [
        change({
          modelName: 'Sale',
          data: {
            id: saleId,
            number: '1',
            customer_id: null,
            sold_at: at(),
            total_cents: 5,
            payment: 'cash',
            note: null,
          },
          ...together,
          ...more,
        }),
        change({
          modelName: 'SaleItem',
          data: { id: item, sale_id: saleId, product_id: product, quantity: 1, unit_price_cents: 5, total_cents: 5 },
          ...together,
          ...more,
        }),
      ];
      const whole = {
        id: product,
        sku: 'A',
        name: 'A',
        price_cents: 5,
        active: true,
        barcode: null,
        category_id: null,
      };
      await office.push(office.a, change({ modelName: 'Product', data: { ...whole, description: null } }));
      await office.push(office.b, ...group({}));
      const removal = { action: 'delete', baseVersion: 1 } as const;
      const removed = group({ ...removal, baseVersion: 0 }).toReversed();
      if (how === 'removed') await office.push(office.a, ...removed);
      else if (how !== 'edited') {
        const byIds = removed.map((one) => ({ ...one, data: { id: one.modelId } }));
        await office.push(office.a, ...byIds);
      } else {
        await office.push(office.b, ...group(removal).toReversed());
        await office.push(office.a, ...group({ action: 'update', baseVersion: 1 }));
      }
      expect(await office.record('SaleItem', item)).toMatchObject({ sale_id: saleId });
      const told = (await office.feed(office.a)).filter((entry) => entry.modelName === 'SyncConflict');
      expect(told).toHaveLength(1);
      expect(JSON.parse(String(told[0]?.data['note']))).toMatchObject({ modelName: 'Sale', modelId: saleId });
    },
  );

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

const category = (id: string, name: string, more: Partial<Change> = {}): Change =>
  change({ modelName: 'Category', data: { id, name, description: null }, ...more });

describe('values that only one record may have', () => {
  /** Categories by these names at head office. */
  async function withCategories(...names: string[]) {
    const office = await createHeadOffice();
    const ids = names.map(() => newId());
    await office.push(office.a, ...names.map((name, index) => category(String(ids[index]), name)));
    const rename = (index: number, name: string, transactionId: string | null = null): Change =>
      category(String(ids[index]), name, { ...update, transactionId });
    const namesNow = async () => Promise.all(ids.map(async (id) => (await office.record('Category', id))?.['name']));
    return { office, ids, rename, namesNow };
  }

  it('are exchanged by one transaction, whole', async () => {
    const { office, rename, namesNow } = await withCategories('Tea', 'Coffee');
    const results = await office.push(office.a, rename(0, 'Coffee', 'swap'), rename(1, 'Tea', 'swap'));
    expect(results).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
    expect(await namesNow()).toEqual(['Coffee', 'Tea']);
  });

  it('are exchanged by two or three changes that were saved one after the other, whatever lies between them', async () => {
    const { office, rename, namesNow } = await withCategories('Tea', 'Coffee', 'Milk', 'Sugar');
    const results = await office.push(
      office.a,
      rename(0, 'Coffee'),
      customer(newId(), 'Between'),
      rename(1, 'Milk'),
      rename(2, 'Tea'),
    );
    expect(results).toMatchObject([
      { status: 'applied' },
      { status: 'applied' },
      { status: 'applied' },
      { status: 'applied' },
    ]);
    expect(await namesNow()).toEqual(['Coffee', 'Milk', 'Tea', 'Sugar']);
    const sequences = (await office.feed(office.b)).map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
  });

  /** So many categories, each renamed to the name of the next one by a change of its own, in this order; the last one to `end`. */
  async function moveAll(count: number, end: string) {
    const names = Array.from({ length: count }, (_, index) => `Name ${index}`);
    const { office, rename, namesNow } = await withCategories(...names);
    const wanted = [...names.slice(1), end];
    const results = await office.push(office.a, ...wanted.map((name, index) => rename(index, name)));
    return { names, wanted, namesNow, refused: results.filter(({ status }) => status === 'rejected').length };
  }

  it.each(['Free', 'Name 0'])('move on by one place however many there are, the last one to %s', async (end) => {
    const { wanted, namesNow, refused } = await moveAll(300, end);
    expect(refused).toBe(0);
    expect(await namesNow()).toEqual(wanted);
  });

  it('are refused where somebody else keeps one, and then nothing else is', async () => {
    const { office, rename, namesNow } = await withCategories('Tea', 'Coffee', 'Milk');
    const results = await office.push(office.a, rename(0, 'Coffee'), rename(1, 'Milk'), customer(newId(), 'Ann'));
    expect(results).toMatchObject([
      { status: 'rejected', error: { code: 'duplicate-value' } },
      { status: 'rejected', error: { code: 'duplicate-value' } },
      { status: 'applied' },
    ]);
    expect(await namesNow()).toEqual(['Tea', 'Coffee', 'Milk']);
  });

  it('are refused when two records of one transaction are left with the same', async () => {
    const { office, rename, namesNow } = await withCategories('Tea', 'Coffee');
    const results = await office.push(office.a, rename(0, 'Milk', 'same'), rename(1, 'Milk', 'same'));
    expect(results).toMatchObject([
      { status: 'rejected', error: { code: 'group-refused' } },
      { status: 'rejected', error: { code: 'duplicate-value' } },
    ]);
    expect(await namesNow()).toEqual(['Tea', 'Coffee']);
  });

  it.each([
    ['an edit', update],
    ['its author, who puts it back', {}],
  ])('are not taken from whoever has them by a removed record that comes back by %s', async (_by, how) => {
    const { office, ids, namesNow } = await withCategories('Tea');
    const id = String(ids[0]);
    await office.push(office.a, category(id, 'Tea', { action: 'delete', baseVersion: 1 }));
    await office.push(office.b, category(newId(), 'Tea'));
    const [back] = await office.push(office.b, category(id, 'Tea', { ...how, changedFields: null }));
    expect(back).toMatchObject({ status: 'rejected', error: { code: 'duplicate-value' } });
    expect(await namesNow()).toEqual([undefined]);
  });

  it('are exchanged by two although a third waits for one of them in vain', async () => {
    const { office, rename, namesNow } = await withCategories('Tea', 'Coffee', 'Milk');
    const results = await office.push(office.a, rename(0, 'Coffee'), rename(1, 'Milk'), rename(2, 'Coffee'));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'applied', 'applied']);
    expect(await namesNow()).toEqual(['Tea', 'Milk', 'Coffee']);
  });

  it('do not put the changes of a record out of their order', async () => {
    const { office, ids, rename, namesNow } = await withCategories('Tea', 'Coffee');
    const describeSecond = category(String(ids[1]), 'Coffee', { ...update, changedFields: ['description'] });
    const results = await office.push(office.a, rename(0, 'Coffee'), describeSecond, rename(1, 'Tea'));
    const entries = (await office.feed(office.b)).filter(({ modelId }) => modelId === ids[1]);
    expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1));
    expect(results[1]).toMatchObject({ status: 'applied' });
    expect(new Set(await namesNow()).size).toBe(2);
  });
});
