import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { borders } from '../../../../src/main/sync/check/business-day.ts';
import { findDiffering } from '../../../../src/main/sync/check/find-differing.ts';
import type { RangesRequest } from '../../../../src/shared/protocol/verify.ts';
import { openStore } from '../../../../src/main/store/open-store.ts';
import { expectEqual, find, openHeadOffice, openShop, save, sync, type Shop } from '../../../support/shops.ts';

/** Changes the branch's database behind its back, as a bad disk or a technician might. */
function tamper(shop: Shop, statements: readonly string[]): void {
  const db = new Database(join(shop.dataDir, 'branch.sqlite'));
  for (const statement of statements) db.exec(statement);
  db.close();
}

async function openPair(products: number) {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const saved = await a.branch.records.saveMany(
    'Product',
    Array.from({ length: products }, (_, index) => ({ sku: `S${index}`, name: `P${index}`, price_cents: index })),
  );
  await sync(a);
  await sync(b);
  return { office, a, b, ids: saved.map((record) => String(record['id'])) };
}

test('verify names each record that differs, with both values, and repair makes both sides equal', async () => {
  const { office, a, b, ids } = await openPair(3000);
  const [changed = '', missing = '', unknown = ''] = [ids[7], ids[1500], ids[2999]];
  tamper(b, [
    `update products set name = 'Broken' where id = '${changed}'`,
    `delete from products where id = '${missing}'`,
  ]);
  // A record that only the branch has: head office never heard of it.
  const extra = unknown.replace(/^.{8}/, 'ffffffff');
  tamper(b, [
    `insert into products (id, sku, name, price_cents, active, created_at, updated_at)
      select '${extra}', 'EXTRA', 'Extra', 1, 1, created_at, updated_at from products where id = '${unknown}'`,
  ]);
  const found = await b.branch.handlers['branch.verify']({});
  expect(found).toMatchObject({ equal: false, settled: true, differenceCount: 3 });
  expect(found.models.find((row) => row.modelName === 'Product')).toMatchObject({ equal: false, differing: 3 });
  expect(new Map(found.differences.map((item) => [item.modelId, item]))).toEqual(
    new Map([
      [
        changed,
        expect.objectContaining({
          kind: 'differs',
          title: 'Broken',
          fields: [{ name: 'name', branch: 'Broken', master: 'P7' }],
        }),
      ],
      [missing, expect.objectContaining({ kind: 'missing-here', title: 'P1500' })],
      [extra, expect.objectContaining({ kind: 'missing-there', title: 'Extra', unsent: false })],
    ]),
  );
  expect(await b.branch.handlers['branch.repair']({})).toEqual({ found: 3, logged: 1, taken: 2, left: 0 });
  await sync(a);
  expect(await find(b, 'Product', changed)).toMatchObject({ name: 'P7' });
  expect(await find(a, 'Product', extra)).toMatchObject({ name: 'Extra' });
  expect(await office.master.records.get('Product', extra)).toMatchObject({ sku: 'EXTRA' });
  await expectEqual(a, b);
  // What was replaced can be put back (I16).
  const { rows } = await b.branch.handlers['conflicts.list']({ offset: 0, limit: 10 });
  expect(rows).toMatchObject([{ kind: 'repaired', state: 'resolved', title: 'Broken' }]);
  await b.branch.handlers['conflicts.resolve']({ id: rows[0]?.id ?? '', keep: 'ours' });
  await sync(b);
  await sync(a);
  expect(await find(a, 'Product', changed)).toMatchObject({ name: 'Broken' });
});

test('repair leaves what is unsent alone, and takes a deletion that was missed', async () => {
  const { a, b, ids } = await openPair(100);
  const [kept = '', gone = ''] = ids;
  await a.branch.handlers['records.remove']({ model: 'Product', id: gone });
  await sync(a);
  await sync(b);
  tamper(b, [
    `insert into products (id, sku, name, price_cents, active, created_at, updated_at)
      select '${gone}', 'BACK', 'Back', 1, 1, created_at, updated_at from products where id = '${kept}'`,
  ]);
  // Refused, so that it stays unsent: another product has this value at head office.
  await save(a, 'Product', { sku: 'TAKEN', name: 'Taken', price_cents: 1 });
  await save(b, 'Product', { id: kept, sku: 'TAKEN' });
  await sync(a);
  expect(await b.branch.handlers['branch.repair']({})).toEqual({ found: 2, logged: 0, taken: 1, left: 1 });
  expect(await find(b, 'Product', gone)).toBeUndefined();
  expect(await find(b, 'Product', kept)).toMatchObject({ sku: 'TAKEN' });
  const check = await b.branch.handlers['branch.verify']({});
  expect(check).toMatchObject({ settled: false, differences: [{ modelId: kept, unsent: true }] });
});

test('one difference among 5,000 records is found in a few requests', async () => {
  const { office, a, b, ids } = await openPair(5000);
  tamper(b, [`update products set price_cents = 99999999 where id = '${ids[3456] ?? ''}'`]);
  const store = await openStore({ dataDir: b.dataDir });
  const [branch] = (await office.master.branches()).filter((item) => item.name === 'B');
  const asked: RangesRequest[] = [];
  const client = {
    async ranges(request: RangesRequest) {
      asked.push(request);
      return {
        epoch: office.master.identity.epoch,
        head: 0,
        ranges: await office.master.store.ranges(branch?.id ?? '', request.ranges),
      };
    },
  };
  const models = store.sync.syncedModels().map((model) => model.name);
  const { differing } = await findDiffering({ client, store: store.sync }, models, 10, () => undefined);
  store.close();
  expect(differing).toEqual([{ modelName: 'Product', modelId: ids[3456], kind: 'differs' }]);
  // 5,000 → 313 → 20.
  expect(asked.length).toBeLessThanOrEqual(3);
  await sync(a);
});

test('the certificate of a day: counts, totals and digests of both sides', async () => {
  const { a, b, ids } = await openPair(3);
  const line = { product_id: ids[2] ?? '', quantity: 3, unit_price_cents: 250 };
  await a.branch.handlers['sales.create']({ customer_id: null, payment: 'cash', note: null, lines: [line] });
  expect(await a.branch.handlers['branch.certificate']({})).toMatchObject({ confirmed: false, settled: false });
  await sync(a);
  await sync(b);
  for (const shop of [a, b]) {
    const certificate = await shop.branch.handlers['branch.certificate']({});
    expect(certificate).toMatchObject({ confirmed: true, settled: true });
    const totals = new Map(certificate.models.map((row) => [row.modelName, row]));
    expect(totals.get('Sale')).toMatchObject({
      dayField: 'sold_at',
      equal: true,
      branch: { count: 1, totals: { total_cents: 750 } },
      master: { count: 1, totals: { total_cents: 750 } },
    });
    // The price of a piece is not summed: nobody has taken 2.50 for having sold at 2.50.
    expect(totals.get('SaleItem')?.branch.totals).toEqual({ quantity: 3, total_cents: 750 });
    expect(totals.get('Product')?.master.totals).toEqual({});
  }
  const empty = await a.branch.handlers['branch.certificate']({ day: '2001-01-01' });
  expect(empty.models.every((row) => row.branch.count === 0)).toBe(true);
  tamper(b, [`update sales set total_cents = 751`]);
  const broken = await b.branch.handlers['branch.certificate']({});
  expect(broken).toMatchObject({ confirmed: false, settled: true });
  expect(broken.models.filter((row) => !row.equal).map((row) => row.modelName)).toEqual(['Sale']);
});

test.each([
  ['2026-11-24', 'Europe/Brussels', '2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
  ['2026-03-29', 'Europe/Brussels', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Brussels', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['2026-11-24', 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z'],
  ['2026-11-24', 'Asia/Kathmandu', '2026-11-23T18:15:00.000Z', '2026-11-24T18:15:00.000Z'],
])('%s in %s begins and ends where its clocks say', (day, timeZone, from, to) => {
  expect(borders(day, timeZone)).toEqual({ from, to });
});
