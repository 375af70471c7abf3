import { expect, test } from 'vitest';
import type { RecordRow } from '../../../../src/shared/record.ts';
import {
  expectEqual,
  find,
  openHeadOffice,
  openShop,
  save,
  statusOf,
  sync,
  syncAll,
} from '../../../support/real-shops.ts';

const texts = {
  'a character that ends texts elsewhere': 'before\u0000after',
  'half of a pair': 'half \ud83d of a pair',
  'as many halves as fit': '\udc00'.repeat(2000),
  'signs of many units': '👩‍👩‍👧‍👦'.repeat(100),
  'line separators': 'one\u2028two\u2029three\r\nfour',
  'right to left': 'مرحبا \u202e abc',
  'what other programs take for code': `'); drop table customers; -- {"__proto__":{"a":1}} <b>&amp;\\u0000`,
  'a byte order mark': '\ufeffstart',
  'only spaces': '   ',
  'what stands for nothing': 'null',
  'the greatest length': 'x'.repeat(2000),
};

test('texts that other programs stumble over come to the other branch as they were kept, and survive edits, removals and the log', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const kept = new Map<string, RecordRow | undefined>();
  for (const [what, notes] of Object.entries(texts)) {
    const id = await save(a, 'Customer', { name: what, email: notes.slice(0, 254), notes });
    kept.set(id, await find(a, 'Customer', id));
  }
  await syncAll(a, b);
  for (const [id, record] of kept) expect(await find(b, 'Customer', id)).toEqual(record);
  await expectEqual(a, b);
  for (const id of kept.keys()) await b.branch.handlers['records.remove']({ model: 'Customer', id });
  for (const id of kept.keys()) await save(a, 'Customer', { id, phone: '1' });
  await sync(a);
  // The edits survive the removals, of which the log had kept what was removed.
  await syncAll(b, a);
  for (const [id, record] of kept) {
    const { notes, email } = record ?? {};
    expect(await find(b, 'Customer', id)).toMatchObject({ phone: '1', notes, email });
  }
  expect((await statusOf(b)).counts).toMatchObject({ pending: 0, failed: 0 });
  await expectEqual(a, b);
});

test('numbers at their limits come as they are, and what is no whole number never gets in', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const price = Number.MAX_SAFE_INTEGER;
  const id = await save(a, 'Product', { sku: 'MAX', name: 'Dear', price_cents: price, active: false });
  await save(a, 'Product', { sku: '-0', name: 'Nothing', price_cents: -0 });
  for (const wrong of [price + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -1])
    await expect(save(a, 'Product', { id, price_cents: wrong })).rejects.toMatchObject({ code: 'invalid-record' });
  const sale = { customer_id: null, payment: 'cash' as const, note: null };
  await expect(
    a.branch.handlers['sales.create']({ ...sale, lines: [{ product_id: id, quantity: 2 }] }),
  ).rejects.toMatchObject({ code: 'invalid-record' });
  await syncAll(a, b);
  expect(await find(b, 'Product', id)).toMatchObject({ price_cents: price, active: false });
  await expectEqual(a, b);
});
