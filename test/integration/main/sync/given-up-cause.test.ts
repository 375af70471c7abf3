import { expect, test } from 'vitest';
import { expectEqual, openHeadOffice, openShop, sync } from '../../../support/shops.ts';

const cause = { errorCode: 'duplicate-value', model: 'Product' };

/** Two branches; as many products of B are refused, because A has their codes already. */
async function openWithRefused(count: number) {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const products = (name: string) =>
    Array.from({ length: count }, (_, index) => ({ sku: `SKU-${index}`, name, price_cents: 1 }));
  await a.branch.records.saveMany('Product', products('of A'));
  await sync(a);
  await b.branch.records.saveMany('Product', products('of B'));
  expect(await sync(b)).toMatchObject({ refused: count });
  return { a, b };
}

test('many refused changes of one cause are given up at once, with few questions to head office', async () => {
  const { a, b } = await openWithRefused(700);
  const [first] = await b.branch.handlers['logs.causes']({});
  expect(first).toMatchObject({ code: cause.errorCode, model: cause.model, count: 700 });
  expect(await b.branch.handlers['logs.takeHeadOfficeOfCause'](cause)).toEqual({ givenUp: 700 });
  expect((await b.branch.handlers['sync.status']({})).counts).toMatchObject({ failed: 0, pending: 0 });
  await sync(b);
  await expectEqual(a, b);
});

test('whoever sells does not wait until all that is asked for in one question is given up', async () => {
  const { b } = await openWithRefused(50);
  const left = new Set<number>();
  let done = false;
  const look = async () => {
    while (!done) {
      left.add((await b.branch.handlers['sync.status']({})).counts.failed);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const looking = look();
  const answer = await b.branch.handlers['logs.takeHeadOfficeOfCause'](cause);
  done = true;
  await looking;
  expect(answer).toEqual({ givenUp: 50 });
  expect([...left].filter((count) => count > 0 && count < 50)).not.toEqual([]);
});
