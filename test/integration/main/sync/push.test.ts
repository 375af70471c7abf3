import { describe, expect, test } from 'vitest';
import type { PushRequest } from '../../../../src/shared/protocol/push.ts';
import { fail, type Call } from '../../../support/little-master.ts';
import { createSeededRandom } from '../../../support/virtual-time.ts';
import { createWorld, product, type World } from './world.ts';

/** A fault for pushes that carry one of these records. */
function contains(detail: unknown, ids: readonly string[]): boolean {
  return (detail as PushRequest).changes.some((change) => ids.includes(change.modelId)); // the caller asks for pushes only
}

function pushesOf(world: World): PushRequest[] {
  return world.master.calls.flatMap(({ call, detail }) => (call === 'push' ? [detail as PushRequest] : [])); // by its name
}

function appliedOnce(world: World): boolean {
  return [...world.master.applied.values()].every((times) => times === 1);
}

describe('sending', () => {
  test('everything that is due goes, in batches of the size that the settings say', async () => {
    const world = await createWorld({ settings: { batchMaxChanges: 100 } });
    await world.addProducts(250);
    const run = await world.sync();
    expect(run).toMatchObject({ outcome: 'done', pushed: 250, refused: 0, error: null });
    expect(pushesOf(world).map((push) => push.changes.length)).toEqual([100, 100, 50]);
    expect(world.master.feed.map((entry) => entry.data['sku'])).toEqual(
      Array.from({ length: 250 }, (_, i) => `SKU-${i + 1}`),
    );
    expect(world.store.sync.stats()).toMatchObject({ pending: 0, syncing: 0, failed: 0, completed: 250 });
  });

  test('a run that finds nothing to do is a single request, as long as head office proved itself lately', async () => {
    const world = await createWorld();
    await world.sync();
    world.master.calls.length = 0;
    await world.time.until(world.engine.run('schedule'));
    expect(world.master.calls.map(({ call }) => call)).toEqual(['pull']);
  });

  test('what the master takes at most is respected', async () => {
    const world = await createWorld();
    world.master.limits = { maxBodyBytes: 8_000_000, maxChanges: 7 };
    await world.addProducts(20);
    await world.sync();
    expect(pushesOf(world).map((push) => push.changes.length)).toEqual([7, 7, 6]);
  });

  test('I11 an edit made while its record is in flight is not marked as sent, and follows', async () => {
    const world = await createWorld();
    const [id = ''] = await world.addProducts(1);
    let edited: Promise<unknown> | undefined;
    world.master.fault = (call) => {
      if (call === 'push') {
        edited ??= world.store.write((trx) =>
          world.store.repository('Product').save(trx, { id, name: 'Edited in flight' }),
        );
      }
      return null;
    };
    await world.sync();
    await edited;
    await world.sync();
    const names = pushesOf(world).flatMap((push) => push.changes.map((change) => change.data['name']));
    expect(names).toEqual(['Product 1', 'Edited in flight']);
    expect(world.logs().map((log) => log.sync_status)).toEqual(['completed', 'completed']);
  });

  test('I5 a refused record fails alone, with its reason, and the run is done', async () => {
    const world = await createWorld();
    const [, bad] = await world.addProducts(3);
    world.master.judge = (change) =>
      change.modelId === bad ? { code: 'duplicate-value', message: 'Taken.', field: 'sku' } : null;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 2, refused: 1 });
    const failed = world.logs().filter((log) => log.sync_status === 'failed');
    expect(failed).toMatchObject([{ model_id: bad, error_code: 'duplicate-value', error_message: 'Taken.' }]);
    expect(world.engine.status().counts).toMatchObject({ pending: 0, failed: 1, completed: 2 });
  });
});

test('I17 a batch that goes out before the last answer is written down shows what that answer told, or a head office that was put back between them would not notice', async () => {
  const world = await createWorld({ settings: { batchMaxChanges: 1 } });
  const markOf = (head: number): string => `${head}:00000000000000aa`;
  world.master.alter = (answer) => ({ ...answer, mark: markOf(answer.head) });
  await world.addProducts(4);
  await world.sync();
  expect(pushesOf(world).map(({ mark }) => mark)).toEqual([undefined, markOf(1), markOf(2), markOf(3)]);
});

describe('I6 trouble is not refusal', () => {
  const troubles: [string, Parameters<typeof fail>, number][] = [
    ['nobody answers', ['unreachable', 'not-sent'], 0],
    ['the credentials are gone', ['unauthorized', 'answered'], 0],
    ['another version is needed', ['upgrade-required', 'answered'], 0],
    ['the master was restored', ['epoch-changed', 'answered'], 0],
    ['the master asks to wait for a minute', ['overloaded', 'answered', 60_000], 1],
    ['a login page', ['not-our-master', 'in-doubt'], 1],
    ['the master is down for a minute', ['master-failed', 'in-doubt', 60_000], 1],
  ];
  test.each(troubles)('%s: nothing fails, everything goes back', async (_name, trouble, inDoubt) => {
    const world = await createWorld();
    await world.addProducts(5);
    world.master.fault = (call) => (call === 'push' ? { when: 'before', error: fail(...trouble) } : null);
    expect(await world.sync()).toMatchObject({ outcome: 'failed', error: { code: trouble[0] } });
    expect(pushesOf(world)).toHaveLength(1);
    for (const log of world.logs()) {
      expect(log).toMatchObject({ sync_status: 'pending', in_doubt: inDoubt === 1, sync_attempts: inDoubt });
    }
    world.master.fault = () => null;
    world.engine.linkChanged();
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 5 });
    expect(appliedOnce(world)).toBe(true);
  });

  test('a head office that is too old for what waits goes on telling what is new (I14)', async () => {
    const world = await createWorld();
    const [id = ''] = await world.addProducts(1);
    await world.sync();
    const products = world.store.repository('Product');
    await world.store.write((trx) => products.save(trx, { id, name: 'Edited here' }));
    world.master.add({
      modelName: 'Product',
      modelId: id,
      data: { ...products.find(id), name: 'Older', sku: 'THEIRS' },
    });
    world.master.fault = (call) =>
      call === 'push' ? { when: 'before', error: fail('upgrade-required', 'answered') } : null;
    expect(await world.sync()).toMatchObject({ outcome: 'failed', pulled: 1, error: { code: 'upgrade-required' } });
    expect(world.engine.status().connection.state).toBe('upgrade-required');
    expect(products.find(id)).toMatchObject({ name: 'Edited here', sku: 'THEIRS' });
    world.master.fault = () => null;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 1 });
    expect(world.master.feed.at(-1)?.data).toMatchObject({ name: 'Edited here', sku: 'THEIRS' });
  });

  test('a short "please wait" is waited for within the run', async () => {
    const world = await createWorld();
    await world.addProducts(5);
    let refusals = 2;
    world.master.fault = (call) => {
      if (call !== 'push' || refusals === 0) return null;
      refusals -= 1;
      return { when: 'before', error: fail('overloaded', 'answered', 3000) };
    };
    const before = world.time.clock.now();
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 5 });
    expect(world.time.clock.now() - before).toBeGreaterThanOrEqual(6000);
  });

  test('a master that fails at every push is given up after a few requests, and the pull goes on', async () => {
    const world = await createWorld();
    await world.addProducts(500);
    world.master.add({
      modelName: 'Category',
      modelId: '0190a1b2-0000-7000-8000-000000000001',
      data: {
        id: '0190a1b2-0000-7000-8000-000000000001',
        name: 'Tools',
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
      },
    });
    world.master.fault = (call) =>
      call === 'push' ? { when: 'before', error: fail('master-failed', 'in-doubt') } : null;
    const run = await world.sync();
    expect(run).toMatchObject({ outcome: 'failed', pulled: 1, error: { code: 'master-failed' } });
    expect(pushesOf(world).length).toBeLessThan(25);
    expect(world.store.sync.stats()).toMatchObject({ pending: 500, failed: 0, syncing: 0 });
    expect(world.engine.status().connection.state).toBe('master-trouble');
    world.master.fault = () => null;
    await world.time.advance(600_000);
    expect(await world.sync()).toMatchObject({ outcome: 'done' });
    expect(world.store.sync.stats()).toMatchObject({ pending: 0, completed: 500 });
    expect(appliedOnce(world)).toBe(true);
  });
});

test.each([
  ['as too large', fail('too-large', 'answered')],
  ['for being too much', fail('overloaded', 'answered', 60_000)],
  ['by a proxy that waited too long', fail('timeout', 'answered')],
  ['by a page of somebody else', fail('not-our-master', 'answered')],
])(
  'I7 an edit of what was turned away %s is sent, also when a doubled request had come through',
  async (_how, error) => {
    const world = await createWorld();
    const [id = ''] = await world.addProducts(1);
    // The line doubled the request: one of the two was applied, and the other one's answer came back.
    world.master.fault = (call) => (call === 'push' ? { when: 'after', error } : null);
    await world.sync();
    await world.store.write((trx) => world.store.repository('Product').save(trx, { id, name: 'Edited later' }));
    world.master.fault = () => null;
    await world.time.advance(300_000);
    await world.sync();
    expect(world.master.feed.at(-1)?.data).toMatchObject({ id, name: 'Edited later' });
    const { pending, failed } = world.store.sync.stats();
    expect({ pending, failed }).toEqual({ pending: 0, failed: 0 });
  },
);

describe('I5 I8 an edit of what head office fails at takes its place', () => {
  const poisons = [
    ['what is too large', fail('too-large', 'answered')],
    ['what is answered with 500', fail('master-failed', 'in-doubt')],
    ['what is not answered in time', fail('timeout', 'in-doubt')],
    ['what is answered with 400', fail('invalid-input', 'answered')],
  ] as const;
  const edits = [
    ['is edited', { name: 'Short' }],
    ['is removed', null],
  ] as const;
  test.each(poisons.flatMap(([what, error]) => edits.map(([how, edit]) => ({ what, error, how, edit }))))(
    '$what goes out when it $how',
    async ({ error, edit }) => {
      const world = await createWorld();
      const long = 'x'.repeat(150);
      const [id = ''] = await world.addProducts(1);
      await world.store.write((trx) => world.store.repository('Product').save(trx, { id, name: long }));
      world.master.fault = (call, detail) =>
        call === 'push' && JSON.stringify(detail).includes(long) && !JSON.stringify(detail).includes('"delete"')
          ? { when: 'before', error }
          : null;
      await world.sync();
      expect(world.logs()).toMatchObject([{ sync_status: 'pending', error_code: error.code }]);
      expect(world.logs()[0]?.error_message).toContain('An edit of the record goes out in its place');
      await world.store.write((trx) => {
        if (edit) world.store.repository('Product').save(trx, { id, ...edit });
        else world.store.repository('Product').remove(trx, id);
      });
      expect(await world.sync()).toMatchObject({ outcome: 'done', error: null });
      const { pending, failed } = world.store.sync.stats();
      expect({ pending, failed }).toEqual({ pending: 0, failed: 0 });
      // Head office said of 400 and only of 400 that it has nothing of it: then there is nothing to remove there.
      if (error.code === 'invalid-input' && !edit) return expect(world.master.feed).toEqual([]);
      expect(pushesOf(world).at(-1)?.changes).toMatchObject([
        { modelId: id, ...(edit ? { action: 'create', data: edit } : { action: 'delete' }) },
      ]);
      expect(world.logs().at(-1)).toMatchObject({ sync_status: 'completed', error_code: null, error_message: null });
    },
  );

  test('what was edited while it was tried goes out in the same run', async () => {
    const world = await createWorld();
    const [id = ''] = await world.addProducts(1);
    const products = world.store.repository('Product');
    let edited: Promise<unknown> | undefined;
    world.master.fault = (call, detail) => {
      if (call !== 'push' || JSON.stringify(detail).includes('Edited')) return null;
      edited ??= world.store.write((trx) => products.save(trx, { id, name: 'Edited' }));
      return { when: 'before', error: fail('master-failed', 'in-doubt') };
    };
    expect(await world.sync()).toMatchObject({ pushed: 1 });
    await edited;
    expect(world.master.feed.map((entry) => entry.data['name'])).toEqual(['Edited']);
    expect(world.store.sync.stats()).toMatchObject({ pending: 0, failed: 0, completed: 1 });
  });

  test('I7 what head office has taken without being able to say so is confirmed by its receipt', async () => {
    const world = await createWorld();
    const ids = await world.addProducts(5);
    world.master.fault = (call, detail) =>
      call === 'push' && contains(detail, ids.slice(2, 3))
        ? { when: 'after', error: fail('master-failed', 'in-doubt') }
        : null;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 5, error: null });
    expect(appliedOnce(world)).toBe(true);
    expect(world.store.sync.stats()).toMatchObject({ pending: 0, completed: 5 });
    expect(world.logs()[2]).toMatchObject({ sync_status: 'completed', receipt: { version: 1 } });
  });

  test('a person who asks for a sync does not wait for its time', async () => {
    const world = await createWorld();
    await world.addProducts(1);
    world.master.fault = (call) =>
      call === 'push' ? { when: 'before', error: fail('master-failed', 'in-doubt') } : null;
    await world.sync();
    world.master.fault = () => null;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 1 });
  });
});

describe('I5 a batch that fails as a whole is halved until the poison stands alone', () => {
  const poisons: [string, () => ReturnType<typeof fail>][] = [
    ['500', () => fail('master-failed', 'in-doubt')],
    ['a reset line', () => fail('unreachable', 'in-doubt')],
    ['a malformed answer', () => fail('malformed-answer', 'in-doubt')],
    ['400', () => fail('invalid-input', 'answered')],
    ['413', () => fail('too-large', 'answered')],
  ];
  test.each(poisons)(
    '%s: the poison waits, all others are confirmed, and it goes when it can',
    async (_name, error) => {
      const world = await createWorld();
      const ids = await world.addProducts(300);
      const poison = [ids[137] ?? ''];
      world.master.fault = (call, detail) =>
        call === 'push' && contains(detail, poison) ? { when: 'before', error: error() } : null;
      const run = await world.sync();
      expect(run).toMatchObject({ outcome: 'failed', pushed: 299 });
      expect(run.error?.message).toContain(`Product ${poison[0]}`);
      const open = world.logs().filter((log) => log.sync_status !== 'completed');
      expect(open).toMatchObject([{ model_id: poison[0], sync_status: 'pending' }]);
      expect(Date.parse(open[0]?.next_attempt_at ?? '')).toBeGreaterThan(world.time.clock.now());
      expect(pushesOf(world).length).toBeLessThan(30);
      expect(world.engine.status().connection.state).toBe('online');

      await world.time.advance(300_000);
      await world.addProducts(20);
      const before = pushesOf(world).length;
      expect(await world.sync()).toMatchObject({ outcome: 'failed', pushed: 20 });
      const alone = pushesOf(world)
        .slice(before)
        .filter((push) => contains(push, poison));
      expect(
        alone.every((push) => push.changes.length === 1),
        'it takes no others with it again',
      ).toBe(true);

      world.master.fault = () => null;
      await world.time.advance(300_000);
      expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 1 });
      expect(appliedOnce(world)).toBe(true);
    },
  );

  test('a hiccup costs one repetition', async () => {
    const world = await createWorld();
    await world.addProducts(100);
    let hiccups = 1;
    world.master.fault = (call) => {
      if (call !== 'push' || hiccups === 0) return null;
      hiccups -= 1;
      return { when: 'after', error: fail('unreachable', 'in-doubt') };
    };
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 100 });
    expect(pushesOf(world)).toHaveLength(2);
    expect(appliedOnce(world)).toBe(true);
  });

  test('I10 no request ever holds a part of a local transaction, however small the pieces get', async () => {
    const world = await createWorld({ settings: { batchMaxChanges: 10 } });
    const products = world.store.repository('Product');
    for (let group = 0; group < 12; group += 1) {
      await world.store.write((trx) => {
        for (let row = 0; row < 4; row += 1) products.save(trx, product(group * 10 + row));
      });
    }
    const poison = world
      .logs()
      .filter((log) => log.transaction_id === world.logs()[21]?.transaction_id)
      .map((log) => log.model_id);
    expect(poison).toHaveLength(4);
    world.master.fault = (call, detail) =>
      call === 'push' && contains(detail, poison.slice(1, 2))
        ? { when: 'before', error: fail('master-failed', 'in-doubt') }
        : null;
    expect(await world.sync()).toMatchObject({ pushed: 44 });
    for (const push of pushesOf(world)) {
      const sizes = new Map<string, number>();
      for (const { transactionId } of push.changes)
        sizes.set(transactionId ?? '', (sizes.get(transactionId ?? '') ?? 0) + 1);
      expect([...sizes.values()].every((size) => size === 4)).toBe(true);
    }
    expect(
      world
        .logs()
        .filter((log) => log.sync_status === 'pending')
        .map((log) => log.model_id),
    ).toEqual(poison);
  });

  test('a proxy that takes only small bodies is learned', async () => {
    const world = await createWorld();
    await world.addProducts(600);
    world.master.fault = (call, detail) =>
      call === 'push' && (detail as PushRequest).changes.length > 100
        ? { when: 'before', error: fail('too-large', 'answered') }
        : null;
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 600 });
    world.master.calls.length = 0;
    await world.addProducts(300);
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 300 });
    expect(pushesOf(world).filter((push) => push.changes.length > 100).length).toBeLessThanOrEqual(1);
  });

  test.each(['fewer results', 'other changes', 'another order', 'a refusal without a reason', 'no receipt'])(
    'I7 an answer with %s settles nothing',
    async (how) => {
      const world = await createWorld();
      await world.addProducts(4);
      let broken = 1;
      world.master.alter = (answer) => {
        if (broken === 0) return answer;
        broken -= 1;
        const [first, ...rest] = answer.results;
        if (!first) return answer;
        if (how === 'fewer results') return { ...answer, results: rest };
        if (how === 'other changes')
          return { ...answer, results: [{ ...first, changeId: world.master.masterId }, ...rest] };
        if (how === 'another order') return { ...answer, results: [...rest, first] };
        if (how === 'a refusal without a reason')
          return { ...answer, results: [{ changeId: first.changeId, status: 'rejected' }, ...rest] };
        return { ...answer, results: [{ changeId: first.changeId, status: 'applied' }, ...rest] };
      };
      expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 4, refused: 0 });
      expect(pushesOf(world)).toHaveLength(2);
      expect(appliedOnce(world)).toBe(true);
      expect(world.store.sync.stats()).toMatchObject({ completed: 4, failed: 0, pending: 0 });
    },
  );
});

test(
  'I7 I8 whatever is lost on the way, in forty seeds: every change is applied exactly once and no log stays open',
  { timeout: 120_000 },
  async () => {
    const errors = ['unreachable', 'timeout', 'master-failed', 'malformed-answer', 'too-large', 'overloaded'] as const;
    for (let seed = 1; seed <= 40; seed += 1) {
      const world = await createWorld({ seed, settings: { batchMaxChanges: 8 } });
      const random = createSeededRandom(seed * 7919);
      world.master.fault = (call: Call) => {
        if (random() > 0.25) return null;
        const code = errors[Math.floor(random() * errors.length)] ?? 'timeout';
        const answered = code === 'too-large' || code === 'overloaded';
        if (answered && call !== 'push') return null;
        const after = !answered && random() < 0.5;
        return {
          when: after ? 'after' : 'before',
          error: fail(code, answered ? 'answered' : after || random() < 0.5 ? 'in-doubt' : 'not-sent'),
        };
      };
      const ids: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        ids.push(...(await world.addProducts(1 + Math.floor(random() * 15))));
        const again = ids[Math.floor(random() * ids.length)] ?? '';
        await world.store.write((trx) =>
          world.store.repository('Product').save(trx, { id: again, name: `Edited in round ${round}` }),
        );
        await world.sync();
        await world.time.advance(20_000);
      }
      world.master.fault = () => null;
      for (
        let round = 0;
        round < 5 && world.store.sync.stats().completed < world.store.sync.stats().total;
        round += 1
      ) {
        await world.time.advance(300_000);
        await world.sync();
      }
      const trace = `seed ${seed}`;
      expect(world.store.sync.stats(), trace).toMatchObject({ pending: 0, syncing: 0, failed: 0 });
      expect(appliedOnce(world), trace).toBe(true);
      const atMaster = new Map(world.master.feed.map((entry) => [entry.modelId, entry.data['name']]));
      const here = new Map(ids.map((id) => [id, world.store.repository('Product').find(id)?.['name']]));
      expect(atMaster, trace).toEqual(here);
    }
  },
);

test('I8 a store that fails at two places at once ends the run, not the process', async () => {
  const world = await createWorld({ settings: { batchMaxChanges: 1 } });
  await world.addProducts(3);
  const { db } = world.store.context;
  let broken = false;
  world.master.alter = (answer) => {
    const refuse = `begin select raise(abort, 'the disk is full'); end`;
    if (!broken) {
      db.exec(`create trigger full_logs before update on sync_logs when new.sync_status = 'completed' ${refuse}`);
      db.exec(`create trigger full_state before insert on sync_state ${refuse}`);
    }
    broken = true;
    return answer;
  };
  await expect(world.sync()).rejects.toThrow('the disk is full');
  db.exec('drop trigger full_logs; drop trigger full_state');
  expect(await world.sync()).toMatchObject({ outcome: 'done' });
  expect(world.store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, completed: 3 });
  expect([...world.master.applied.values()]).toEqual([1, 1, 1]);
});
