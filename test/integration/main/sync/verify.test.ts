import { expect, test } from 'vitest';
import { createCheckProgress } from '../../../../src/main/sync/check/check-progress.ts';
import { verifyWithMaster } from '../../../../src/main/sync/check/verify.ts';
import type { ModelDigest } from '../../../../src/shared/protocol/verify.ts';
import { createWorld, type World } from './world.ts';

const progress = createCheckProgress(() => undefined);

/** Head office says that it holds what the branch holds, with these differences. */
async function sayHeld(world: World, differences: Partial<Record<string, Partial<ModelDigest>>> = {}): Promise<void> {
  const ours = await world.store.sync.digests();
  if (!world.link) throw new Error('The world has no master.');
  const { client } = world.link;
  const models = ours.map((model) => ({ ...model, ...differences[model.modelName] }));
  world.link = {
    ...world.link,
    client: { ...client, digests: async (options) => ({ ...(await client.digests(options)), models }) },
  };
}

test('equal and settled, when nothing waits and everything was read', async () => {
  const world = await createWorld();
  await world.addProducts(3);
  await world.sync();
  await sayHeld(world);
  const check = await verifyWithMaster(world.ports, progress);
  expect(check).toMatchObject({ equal: true, settled: true });
  expect(check.models.find((model) => model.modelName === 'Product')).toMatchObject({
    equal: true,
    branch: { count: 3 },
  });
});

test('a difference is shown at its model', async () => {
  const world = await createWorld();
  await world.addProducts(3);
  await world.sync();
  await sayHeld(world, { Product: { digest: 'other' } });
  const check = await verifyWithMaster(world.ports, progress);
  expect(check).toMatchObject({ equal: false, settled: true });
  expect(check.models.filter((model) => !model.equal).map((model) => model.modelName)).toEqual(['Product']);
});

test('not settled while something waits, was refused, or is unread', async () => {
  const world = await createWorld();
  await world.sync();
  await sayHeld(world);
  const [id] = await world.addProducts(1);
  expect((await verifyWithMaster(world.ports, progress)).settled, 'waits').toBe(false);
  world.master.judge = () => ({ code: 'invalid-record', message: 'No.' });
  await world.sync();
  expect((await verifyWithMaster(world.ports, progress)).settled, 'refused').toBe(false);
  world.master.judge = () => null;
  await world.store.write((trx) => world.store.repository('Product').save(trx, { id: id ?? '', name: 'Repaired' }));
  await world.sync();
  expect((await verifyWithMaster(world.ports, progress)).settled).toBe(true);
  const at = '2026-01-01T00:00:00.000Z';
  const other = '0190a1b2-0000-7000-8000-000000000001';
  world.master.add({
    modelName: 'Category',
    modelId: other,
    data: { id: other, name: 'Tools', created_at: at, updated_at: at },
  });
  expect((await verifyWithMaster(world.ports, progress)).settled, 'unread').toBe(false);
});

test('a branch that stands alone has nothing to compare with', async () => {
  const world = await createWorld();
  world.link = null;
  await expect(verifyWithMaster(world.ports, progress)).rejects.toMatchObject({ code: 'not-enrolled' });
});
