import { describe, expect, test } from 'vitest';
import type { IpcOutput } from '../../../../src/shared/ipc/contract.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { eventually } from '../../../support/eventually.ts';
import { expectEqual, find, openHeadOffice, openShop, save, sync, type Shop } from '../../../support/shops.ts';

type Conflict = IpcOutput<'conflicts.list'>['rows'][number];

async function conflictsOf(shop: Shop, state?: 'open' | 'resolved'): Promise<Conflict[]> {
  const list = shop.branch.handlers['conflicts.list'];
  return (await list({ offset: 0, limit: 100, ...(state ? { state } : {}) })).rows;
}

async function onlyConflict(shop: Shop): Promise<IpcOutput<'conflicts.get'>> {
  const rows = await conflictsOf(shop);
  expect(rows).toHaveLength(1);
  return shop.branch.handlers['conflicts.get']({ id: rows[0]?.id ?? '' });
}

async function statusOf(shop: Shop) {
  return shop.branch.handlers['sync.status']({});
}

/** Two branches that hold the same customer, which each has then edited without knowing of the other. */
async function openDispute(
  rules: Parameters<typeof openHeadOffice>[0] = {},
  edits: { a: RecordRow; b: RecordRow } = { a: { name: 'From A' }, b: { name: 'From B' } },
) {
  const office = await openHeadOffice(rules);
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const id = await save(a, 'Customer', { name: 'Before', notes: 'n', phone: '1' });
  await sync(a);
  await sync(b);
  await save(a, 'Customer', { id, ...edits.a });
  await save(b, 'Customer', { id, ...edits.b });
  return { office, a, b, id };
}

describe('I16 the same field changed at two branches', () => {
  test('last-write-wins: the later stands everywhere, and both learn of the value that lost', async () => {
    const { office, a, b, id } = await openDispute();
    await sync(a);
    await sync(b);
    await sync(a);
    for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From B' });
    expect((await onlyConflict(a)).differences).toMatchObject([
      { name: 'name', ours: 'From A', theirs: 'From B', winner: 'theirs', current: 'From B', theirsBy: { name: 'B' } },
    ]);
    expect((await onlyConflict(b)).differences).toMatchObject([
      { ours: 'From B', theirs: 'From A', winner: 'ours', theirsBy: { name: 'A' } },
    ]);
    expect((await onlyConflict(a)).differences[0]?.theirsBy.at).not.toBeNull();
    expect(await office.master.conflicts.list()).toMatchObject({ total: 1, open: 1 });
    expect(await statusOf(a)).toMatchObject({ conflicts: 1 });
    expect((await a.branch.handlers['records.get']({ model: 'Customer', id })).state).toBe('conflict');
    await expectEqual(a, b);
  });

  test('the later edit arrives first: it stands, and the earlier one is kept as the loser', async () => {
    const { a, b, id } = await openDispute();
    await sync(b);
    await sync(a);
    await sync(b);
    for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From B' });
    expect((await onlyConflict(a)).differences).toMatchObject([
      { ours: 'From A', winner: 'theirs', current: 'From B' },
    ]);
    expect((await onlyConflict(b)).differences).toMatchObject([{ theirs: 'From A', winner: 'ours' }]);
    await expectEqual(a, b);
  });

  test.each(['manual', 'master-wins'] as const)(
    '%s: what head office holds stands until a person decides; put back, it is everywhere, and nobody has anything to do',
    async (rule) => {
      const { office, a, b, id } = await openDispute({ Customer: rule });
      await sync(a);
      await sync(b);
      await sync(a);
      for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From A' });
      const conflict = await onlyConflict(b);
      expect(conflict).toMatchObject({ rule, state: 'open', differences: [{ ours: 'From B', theirs: 'From A' }] });
      expect(await b.branch.handlers['conflicts.resolve']({ id: conflict.id, keep: 'ours' })).toEqual({
        changed: true,
      });
      expect((await statusOf(b)).counts.pending).toBe(1);
      await sync(b);
      await sync(a);
      for (const shop of [a, b]) {
        expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From B' });
        expect(await onlyConflict(shop)).toMatchObject({ state: 'resolved', resolved: { by: { name: 'B' } } });
        expect(await statusOf(shop)).toMatchObject({ conflicts: 0, counts: { pending: 0, failed: 0 } });
      }
      expect(await office.master.conflicts.list()).toMatchObject({
        open: 0,
        rows: [{ resolved: { by: { name: 'B' } } }],
      });
      await expectEqual(a, b);
    },
  );

  test('to leave it as it is is a decision too, which the other branch and head office learn', async () => {
    const { office, a, b, id } = await openDispute();
    await sync(a);
    await sync(b);
    await sync(a);
    const { id: conflictId } = await onlyConflict(a);
    expect(await a.branch.handlers['conflicts.resolve']({ id: conflictId, keep: 'theirs' })).toEqual({
      changed: false,
    });
    await sync(a);
    await sync(b);
    expect(await conflictsOf(b, 'open')).toEqual([]);
    expect((await office.master.conflicts.get(conflictId)).conflict.resolved?.by.name).toBe('A');
    expect(await find(b, 'Customer', id)).toMatchObject({ name: 'From B' });
    await expectEqual(a, b);
  });

  test('values of both, field by field', async () => {
    const { a, b, id } = await openDispute({}, { a: { name: 'A1', phone: 'A2' }, b: { name: 'B1', phone: 'B2' } });
    await sync(a);
    await sync(b);
    await sync(a);
    const { id: conflictId, fields } = await onlyConflict(a);
    expect(fields.toSorted()).toEqual(['name', 'phone']);
    await a.branch.handlers['conflicts.resolve']({ id: conflictId, values: { name: 'A1', phone: 'B2' } });
    await sync(a);
    await sync(b);
    for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'A1', phone: 'B2' });
    await expectEqual(a, b);
  });

  test('three at once, head office too: every value that was typed is in a conflict or in the record', async () => {
    const { office, a, b, id } = await openDispute();
    await office.master.records.save('Customer', { id, name: 'From head office' });
    await sync(a);
    await sync(b);
    await sync(a);
    const known = JSON.stringify([
      await office.master.conflicts.list(),
      await office.master.records.get('Customer', id),
    ]);
    for (const value of ['From A', 'From B', 'From head office']) expect(known).toContain(`"${value}"`);
    await expectEqual(a, b);
  });

  test('different fields are merged, and nobody is asked', async () => {
    const { office, a, b, id } = await openDispute({}, { a: { name: 'From A' }, b: { phone: '2' } });
    await sync(a);
    await sync(b);
    await sync(a);
    for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From A', phone: '2' });
    expect((await office.master.conflicts.list()).total).toBe(0);
    await expectEqual(a, b);
  });

  test('a value that was hidden by a later edit of another field is kept all the same', async () => {
    const { a, b, id } = await openDispute();
    await sync(b);
    await save(b, 'Customer', { id, phone: '2' });
    await sync(b);
    await sync(a);
    await sync(b);
    const values = JSON.stringify((await onlyConflict(a)).differences);
    expect(values).toContain('From A');
    expect(values).toContain('From B');
    await expectEqual(a, b);
  });
});

describe('I16 deleted here, changed there', () => {
  test('the change survives, says so at both, and the deletion can be done after all', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const id = await save(a, 'Customer', { name: 'Before', notes: 'n' });
    await sync(a);
    await sync(b);
    await save(a, 'Customer', { id, name: 'From A' });
    await b.branch.handlers['records.remove']({ model: 'Customer', id });
    await sync(a);
    await sync(b);
    await sync(a);
    for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From A' });
    const atB = await onlyConflict(b);
    expect(atB).toMatchObject({
      kind: 'delete-update',
      ours: { action: 'delete', name: 'B', record: { name: 'Before', notes: 'n' } },
      theirs: { action: 'update', name: 'A', record: { name: 'From A' } },
    });
    expect(await onlyConflict(a)).toMatchObject({ ours: { action: 'update' }, theirs: { action: 'delete' } });
    await b.branch.handlers['conflicts.resolve']({ id: atB.id, keep: 'ours' });
    await sync(b);
    await sync(a);
    for (const shop of [a, b]) {
      expect(await find(shop, 'Customer', id)).toBeUndefined();
      expect(await statusOf(shop)).toMatchObject({ conflicts: 0 });
    }
    await expectEqual(a, b);
  });

  test('the edit arrives at what was deleted: it comes back with the fields that others had changed before', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const id = await save(a, 'Customer', { name: 'Before', notes: 'old' });
    await sync(a);
    await sync(b);
    await save(a, 'Customer', { id, name: 'From A' });
    await save(b, 'Customer', { id, notes: 'new' });
    await sync(b);
    await b.branch.handlers['records.remove']({ model: 'Customer', id });
    await sync(b);
    await sync(a);
    await sync(b);
    for (const shop of [a, b]) expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'From A', notes: 'new' });
    expect(await onlyConflict(a)).toMatchObject({ theirs: { action: 'delete', name: 'B', record: { notes: 'new' } } });
    await expectEqual(a, b);
  });

  test('a sale that comes back brings its lines, and is one conflict, not one for each line', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const product = await save(a, 'Product', { sku: 'TEA', name: 'Tea', price_cents: 450 });
    const line = { product_id: product, quantity: 2 };
    const { sale } = await a.branch.handlers['sales.create']({
      customer_id: null,
      payment: 'cash',
      note: null,
      lines: [line, line],
    });
    await sync(a);
    await sync(b);
    await save(a, 'Sale', { id: String(sale['id']), note: 'Keep' });
    await b.branch.handlers['records.remove']({ model: 'Sale', id: String(sale['id']) });
    await sync(a);
    await sync(b);
    await sync(a);
    expect(await onlyConflict(b)).toMatchObject({ modelName: 'Sale', kind: 'delete-update' });
    await expectEqual(a, b);
  });
});

describe('I16 over a bad line', () => {
  test('the answer to the push never comes: the conflict is there once, at head office and at both branches', async () => {
    const { office, a, b } = await openDispute();
    await sync(a);
    b.line.swallowAnswersTo('POST /v1/push');
    const run = sync(b);
    await eventually('head office has judged', async () => (await office.master.conflicts.list()).total === 1);
    await b.line.restore();
    await run;
    await sync(b);
    await sync(a);
    expect((await office.master.conflicts.list()).total).toBe(1);
    for (const shop of [a, b]) expect(await conflictsOf(shop)).toHaveLength(1);
    await expectEqual(a, b);
  });

  test('decided at both branches at once: one decision stands, and both know it', async () => {
    const { a, b, id } = await openDispute({ Customer: 'manual' });
    await sync(a);
    await sync(b);
    await sync(a);
    const { id: conflictId } = await onlyConflict(a);
    await a.branch.handlers['conflicts.resolve']({ id: conflictId, values: { name: 'A decides' } });
    await b.branch.handlers['conflicts.resolve']({ id: conflictId, values: { name: 'B decides' } });
    for (const shop of [a, b, a]) await sync(shop);
    expect(await find(a, 'Customer', id)).toMatchObject({ name: 'A decides' });
    expect(await find(b, 'Customer', id)).toMatchObject({ name: 'A decides' });
    // That they decided differently is a disagreement of its own.
    for (const shop of [a, b]) {
      expect(await conflictsOf(shop, 'open')).toHaveLength(1);
      expect(await conflictsOf(shop, 'resolved')).toHaveLength(1);
    }
    await expectEqual(a, b);
  });

  test('decided at head office: both branches take it, and neither has anything to do', async () => {
    const { office, a, b } = await openDispute();
    await sync(a);
    await sync(b);
    const { id } = (await office.master.conflicts.list()).rows[0] ?? { id: '' };
    await office.master.conflicts.resolve(id, { keep: 'held' });
    await sync(a);
    await sync(b);
    for (const shop of [a, b])
      expect(await onlyConflict(shop)).toMatchObject({ state: 'resolved', resolved: { by: { branchId: null } } });
    expect(await find(a, 'Customer', (await onlyConflict(a)).modelId)).toMatchObject({ name: 'From A' });
    await expectEqual(a, b);
  });
});
