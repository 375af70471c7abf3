import { describe, expect, test } from 'vitest';
import type { PullAnswer, PullQuery } from '../../../../src/shared/protocol/pull.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { fail } from '../../../support/little-master.ts';
import { createWorld, product, type World } from './world.ts';

function addAtHeadOffice(world: World, count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, index) => {
    const id = newId();
    const at = '2026-01-01T00:00:00.000Z';
    const row = { barcode: null, category_id: null, active: true, description: null, ...product(from + index) };
    world.master.add({ modelName: 'Product', modelId: id, data: { id, ...row, created_at: at, updated_at: at } });
    return id;
  });
}

function pullsOf(world: World): PullQuery[] {
  return world.master.calls.flatMap(({ call, detail }) => (call === 'pull' ? [detail as PullQuery] : [])); // by its name
}

function count(world: World): number {
  return world.store.repository('Product').count();
}

/** Changes the pages that the master gives. */
function alterPages(world: World, alter: (page: PullAnswer, query: PullQuery) => PullAnswer): void {
  if (!world.link) throw new Error('The world has no master.');
  const { client } = world.link;
  world.link = {
    ...world.link,
    client: { ...client, pull: async (query, options) => alter(await client.pull(query, options), query) },
  };
}

describe('the first load', () => {
  test('takes the newest state of each record, with a total, and then follows the feed', async () => {
    const world = await createWorld();
    addAtHeadOffice(world, 2500);
    const run = await world.sync();
    expect(run).toMatchObject({ outcome: 'done', pulled: 2500 });
    expect(count(world)).toBe(2500);
    expect(world.engine.status().initialLoad).toEqual({ done: 2500, total: 2500, complete: true });
    expect(pullsOf(world).map(({ after, mode }) => [after, mode])).toEqual([
      [0, 'latest'],
      [1000, 'latest'],
      [2000, 'latest'],
      [2500, 'changes'],
    ]);
    addAtHeadOffice(world, 1, 5000);
    await world.sync();
    expect(pullsOf(world).at(-1)).toMatchObject({ after: 2500, mode: 'changes' });
    expect(count(world)).toBe(2501);
  });

  test('goes on where it stopped when the line broke in the middle', async () => {
    const world = await createWorld();
    addAtHeadOffice(world, 3000);
    world.master.fault = (call, detail) =>
      call === 'pull' && (detail as PullQuery).after >= 1000
        ? { when: 'before', error: fail('unreachable', 'in-doubt') }
        : null;
    expect(await world.sync()).toMatchObject({ outcome: 'failed', pulled: 1000, error: { code: 'unreachable' } });
    expect(world.engine.status().initialLoad).toEqual({ done: 1000, total: 3000, complete: false });
    world.master.fault = () => null;
    world.master.calls.length = 0;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pulled: 2000 });
    expect(pullsOf(world)[0]).toMatchObject({ after: 1000, mode: 'latest' });
    expect(world.engine.status().initialLoad).toEqual({ done: 3000, total: 3000, complete: true });
    expect(count(world)).toBe(3000);
  });

  test('of an empty head office is complete at once', async () => {
    const world = await createWorld();
    expect(await world.sync()).toMatchObject({ outcome: 'done', pulled: 0 });
    expect(world.engine.status().initialLoad).toEqual({ done: 0, total: 0, complete: true });
  });
});

describe('the feed', () => {
  test('I13 nothing of our own comes back, and the cursor passes over it', async () => {
    const world = await createWorld();
    await world.sync();
    await world.addProducts(10);
    await world.sync();
    expect(world.store.sync.facts().cursor).toBe(10);
    addAtHeadOffice(world, 1, 100);
    expect(await world.sync()).toMatchObject({ pushed: 0, pulled: 1 });
  });

  test('push comes before pull in every run', async () => {
    const world = await createWorld();
    await world.sync();
    await world.addProducts(1);
    addAtHeadOffice(world, 1, 100);
    world.master.calls.length = 0;
    await world.sync();
    expect(world.master.calls.map(({ call }) => call)).toEqual(['health', 'push', 'pull']);
  });

  test('the next page travels while one is applied, never more than one', async () => {
    const world = await createWorld();
    addAtHeadOffice(world, 3000);
    const order: string[] = [];
    alterPages(world, (page, query) => {
      order.push(`${query.after} came while ${1000 * Math.floor(world.store.sync.facts().cursor / 1000)} was applied`);
      return page;
    });
    await world.sync();
    expect(order).toEqual([
      '0 came while 0 was applied',
      '1000 came while 0 was applied',
      '2000 came while 1000 was applied',
      '3000 came while 3000 was applied',
    ]);
  });

  test.each<[string, (page: PullAnswer) => PullAnswer]>([
    [
      'an entry from before the cursor',
      (page) => ({ ...page, changes: page.changes.map((entry) => ({ ...entry, sequence: 1 })) }),
    ],
    ['entries out of order', (page) => ({ ...page, changes: page.changes.toReversed() })],
    ['an end before its last entry', (page) => ({ ...page, next: page.next - 1 })],
    ['more to come that leads nowhere', (page) => ({ ...page, hasMore: true, next: 2, changes: [] })],
  ])('I12 a page with %s is not followed', async (_name, alter) => {
    const world = await createWorld();
    addAtHeadOffice(world, 2);
    await world.sync();
    addAtHeadOffice(world, 2, 10);
    alterPages(world, alter);
    expect(await world.sync()).toMatchObject({ outcome: 'failed', error: { code: 'malformed-answer' } });
    expect(world.store.sync.facts().cursor).toBe(2);
    expect(count(world)).toBe(2);
  });

  test('I17 in a new epoch what is known from behind the common part is sent again, and the feed is read again from there', async () => {
    const world = await createWorld();
    addAtHeadOffice(world, 5, 100);
    await world.sync();
    world.master.epoch = newId();
    world.master.feed.length = 0;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 5 });
    expect(world.master.calls.filter(({ call }) => call === 'common')).toHaveLength(1);
    expect(world.store.sync.facts()).toMatchObject({ cursor: 5, epoch: world.master.epoch });
    expect(count(world)).toBe(5);
  });

  test('I17 a head below the cursor without a new epoch stops the exchange, and everything stays as it is', async () => {
    const world = await createWorld();
    addAtHeadOffice(world, 5, 100);
    await world.sync();
    alterPages(world, (page) => ({ ...page, head: 1, next: 1, changes: [] }));
    expect(await world.sync()).toMatchObject({ outcome: 'failed', error: { code: 'epoch-changed' } });
    await world.addProducts(1);
    expect(await world.sync()).toMatchObject({ outcome: 'failed', error: { code: 'epoch-changed' } });
    expect(world.engine.status().connection.state).toBe('epoch-changed');
    expect(world.store.sync.facts().cursor).toBe(5);
    expect(count(world)).toBe(6);
  });

  test('a page that breaks is asked for again, smaller', async () => {
    const world = await createWorld();
    addAtHeadOffice(world, 400);
    let breaks = 2;
    world.master.fault = (call) => {
      if (call !== 'pull' || breaks === 0) return null;
      breaks -= 1;
      return { when: 'after', error: fail('timeout', 'in-doubt') };
    };
    expect(await world.sync()).toMatchObject({ outcome: 'done', pulled: 400 });
    expect(pullsOf(world).map(({ limit }) => limit)).toEqual([1000, 500, 250, 250, 250]);
  });
});

test('I17 a page that is asked for before the last one is written down shows what that one told', async () => {
  const world = await createWorld();
  addAtHeadOffice(world, 1);
  await world.sync();
  const markOf = (next: number): string => `${next}:00000000000000aa`;
  alterPages(world, (page) => ({ ...page, mark: markOf(page.next) }));
  addAtHeadOffice(world, 2500, 2);
  await world.sync();
  expect(pullsOf(world).flatMap(({ mark }) => mark ?? [])).toEqual([markOf(1001), markOf(2001)]);
});
