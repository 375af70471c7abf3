import { describe, expect, onTestFinished, test } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { eventually } from '../../../support/eventually.ts';
import { expectEqual, find, openHeadOffice, openShop, save, sync } from '../../../support/shops.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('two branches and a real head office', () => {
  test('a sale recorded with the line down arrives whole at the other branch, by itself', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const productId = await save(a, 'Product', { sku: 'TEA', name: 'Tea', price_cents: 450 });
    expect(await sync(a)).toMatchObject({ outcome: 'done', pushed: 1 });
    a.branch.start();
    b.branch.start();
    await eventually('B has the product', () => find(b, 'Product', productId));
    await a.line.cut();
    const { sale } = await a.branch.handlers['sales.create']({
      customer_id: null,
      payment: 'cash',
      note: null,
      lines: [{ product_id: productId, quantity: 2 }],
    });
    await eventually('A knows that it is offline', async () => {
      const { connection, counts } = await a.branch.handlers['sync.status']({});
      return connection.state === 'unreachable' && counts.pending === 3;
    });
    await a.line.restore();
    await eventually('B has the sale', () => find(b, 'Sale', String(sale['id'])));
    await eventually('A is confirmed', async () => (await a.branch.handlers['sync.status']({})).counts.pending === 0);
    await sync(a);
    await sync(b);
    await expectEqual(a, b);
  });

  test('I7 answers that never come: everything is there exactly once', async () => {
    const office = await openHeadOffice();
    const shop = await openShop(office, 'A');
    for (let number = 0; number < 30; number += 1) {
      await save(shop, 'Category', { name: `Category ${number}` });
    }
    shop.line.swallowAnswersTo('POST /v1/push');
    const run = sync(shop);
    await eventually('head office holds them', async () => (await office.master.store.head()) === 30);
    await shop.line.restore();
    await run;
    await shop.branch.handlers['sync.now']({});
    expect(await office.master.store.head()).toBe(30);
    expect((await shop.branch.handlers['sync.status']({})).counts).toMatchObject({
      pending: 0,
      syncing: 0,
      failed: 0,
      completed: 30,
    });
    await expectEqual(shop);
  });

  test('I9 what a refused record refers to is named, and the rest goes', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    await save(a, 'Product', { sku: 'SAME', name: 'Ours', price_cents: 1 });
    const theirs = await save(b, 'Product', { sku: 'SAME', name: 'Theirs', price_cents: 2 });
    await sync(a);
    await b.branch.handlers['sales.create']({
      customer_id: null,
      payment: 'cash',
      note: null,
      lines: [{ product_id: theirs, quantity: 1 }],
    });
    await save(b, 'Customer', { name: 'Somebody' });
    expect(await sync(b)).toMatchObject({ outcome: 'done', pushed: 1, refused: 1 });
    const status = await b.branch.handlers['sync.status']({});
    expect(status).toMatchObject({ counts: { failed: 1, pending: 3, completed: 1 }, held: 3 });
    await save(b, 'Product', { id: theirs, sku: 'OTHER' });
    expect(await sync(b)).toMatchObject({ outcome: 'done', pushed: 4, refused: 0 });
    await sync(a);
    await expectEqual(a, b);
  });

  test('a revoked branch keeps its records and asks for a person; a new code sets it going', async () => {
    const office = await openHeadOffice();
    const shop = await openShop(office, 'A');
    await sync(shop);
    const [branch] = await office.master.branches();
    await office.master.revoke(branch?.id ?? '');
    await save(shop, 'Customer', { name: 'Kept' });
    expect(await sync(shop)).toMatchObject({ outcome: 'failed', error: { code: 'unauthorized' } });
    expect(await shop.branch.handlers['sync.status']({})).toMatchObject({
      connection: { state: 'unauthorized' },
      counts: { pending: 1, failed: 0 },
    });
    const { code } = await office.master.enroll('A again');
    await shop.branch.handlers['branch.enroll']({ masterUrl: shop.line.url, code });
    expect(await sync(shop)).toMatchObject({ outcome: 'done' });
    await expectEqual(shop);
  });

  test('5,000 products reach a new branch, with progress', async () => {
    const office = await openHeadOffice();
    const a = await openShop(office, 'A');
    await a.branch.records.saveMany(
      'Product',
      Array.from({ length: 5000 }, (_, index) => ({
        sku: `SKU-${index}`,
        name: `Product ${index}`,
        price_cents: index,
      })),
    );
    expect(await sync(a)).toMatchObject({ outcome: 'done', pushed: 5000 });
    const b = await openShop(office, 'B');
    const seen: number[] = [];
    const stop = b.branch.onChanged(() => {
      void Promise.resolve(b.branch.handlers['sync.status']({})).then(({ initialLoad }) =>
        seen.push(initialLoad?.done ?? 0),
      );
    });
    expect(await sync(b)).toMatchObject({ outcome: 'done', pulled: 5000 });
    stop();
    expect((await b.branch.handlers['sync.status']({})).initialLoad).toEqual({
      done: 5000,
      total: 5000,
      complete: true,
    });
    await expectEqual(a, b);
  });
});

test.each([
  ['http://127.0.0.1:1', /names a port that cannot be used/],
  ['head office', /is not an address of head office/],
])('a wrong address (%s) is named, and nothing changes', async (masterUrl, sentence) => {
  const branch = await openBranch({ dataDir: tempFolder(), host: 'cli' });
  onTestFinished(() => branch.close());
  await expect(Promise.resolve(branch.handlers['branch.enroll']({ masterUrl, code: 'X' }))).rejects.toThrow(sentence);
  expect((await branch.handlers['sync.status']({})).connection.state).toBe('standalone');
});

test('a wrong code is named', async () => {
  const { url } = await openHeadOffice();
  const branch = await openBranch({ dataDir: tempFolder(), host: 'cli' });
  onTestFinished(() => branch.close());
  const enrolling = Promise.resolve(branch.handlers['branch.enroll']({ masterUrl: url, code: 'NOPE' }));
  await expect(enrolling).rejects.toMatchObject({ code: 'wrong-code' });
});
