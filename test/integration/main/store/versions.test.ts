import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../../../src/main/store/open-store.ts';
import { defineModel } from '../../../../src/models/kit/define-model.ts';
import { discoverModels } from '../../../../src/models/kit/discover.ts';
import { integer, text } from '../../../../src/models/kit/fields.ts';
import { createRegistry, type ModelRegistry } from '../../../../src/models/kit/registry.ts';
import type { Master } from '../../../../src/master/master.ts';
import { openMaster } from '../../../../src/master/open-master.ts';
import { pullAnswerSchema, pullQuerySchema } from '../../../../src/shared/protocol/pull.ts';
import type { RecordSchema } from '../../../../src/shared/payload-upgrade.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { openSqlite } from '../../../../src/sqlite/open-sqlite.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Version 2 of the records: customers have points, and there are suppliers. */
const old = await discoverModels();
const newer = createRegistry([
  ...old.all.map((model) =>
    model.name === 'Customer'
      ? defineModel({ ...model, fields: { ...model.fields, points: integer({ min: 0 }) } })
      : model,
  ),
  defineModel({ name: 'Supplier', table: 'suppliers', title: ['name'], fields: { name: text({ required: true }) } }),
]);
const secondVersion: RecordSchema = { version: 2, upgrades: [] };

/** What the migration to version 2 would do to a database that exists. */
function upgradeFile(file: string): void {
  const db = openSqlite(file);
  db.exec('alter table customers add column points integer');
  db.exec(
    'create table suppliers (id varchar(36) primary key, name text, created_at varchar(30) not null, updated_at varchar(30) not null)',
  );
  db.close();
}

async function openAt(dataDir: string, models: ModelRegistry, schema?: RecordSchema): Promise<Store> {
  const store = await openStore({ dataDir, models, ...(schema ? { schema } : {}) });
  onTestFinished(() => {
    if (store.context.db.open) store.close();
  });
  return store;
}

/** A head office of version 2. */
async function openNewerMaster(): Promise<{ master: Master; branchId: string }> {
  const db = join(tempFolder(), 'master.sqlite');
  await (await openMaster({ db })).close();
  upgradeFile(db);
  const master = await openMaster({ db, models: newer, recordSchemaVersion: 2 });
  onTestFinished(() => master.close());
  const { branchId } = await master.enroll('A');
  return { master, branchId };
}

async function pull(master: Master, branchId: string, store: Store): Promise<void> {
  const { cursor } = store.sync.facts();
  const page = await master.pull(branchId, pullQuerySchema.parse({ after: cursor }));
  const { changes } = pullAnswerSchema.pick({ changes: true }).parse({
    changes: page.entries.map((entry): unknown => JSON.parse(entry)),
  });
  await store.sync.applyFeed(changes, page.next);
}

/** Sends what waits, as the engine does. */
async function push(master: Master, branchId: string, store: Store) {
  const batch = await store.sync.claim({ maxChanges: 100, maxBytes: 1_000_000 });
  const changes = batch?.items.map((item) => item.change) ?? [];
  return { changes, answer: await master.push(branchId, { changes }) };
}

const edit = (store: Store, model: string, values: RecordRow) =>
  store.write((trx) => store.repository(model).save(trx, values));

describe('versions: a branch that is older than head office', () => {
  test('keeps what it does not know aside, and has it after its upgrade, in the order of the feed', async () => {
    const { master, branchId } = await openNewerMaster();
    const customer = await master.records.save('Customer', { name: 'Ann', points: 1 });
    const supplier = await master.records.save('Supplier', { name: 'First' });
    await master.records.save('Customer', { id: customer['id'], points: 2 });
    await master.records.save('Supplier', { id: supplier['id'], name: 'Second' });
    const gone = await master.records.save('Supplier', { name: 'Gone' });
    await master.records.remove('Supplier', String(gone['id']));
    const dataDir = tempFolder();
    const before = await openAt(dataDir, old);
    await pull(master, branchId, before);
    expect(before.repository('Customer').find(String(customer['id']))).toMatchObject({ name: 'Ann' });
    before.close();
    upgradeFile(join(dataDir, 'branch.sqlite'));

    const after = await openAt(dataDir, newer, secondVersion);
    expect(after.repository('Customer').find(String(customer['id']))).toMatchObject({ name: 'Ann', points: 2 });
    expect(after.repository('Supplier').list()).toMatchObject([{ name: 'Second' }]);
    expect(after.SyncLog.getSyncLogStats().total).toBe(0);
    expect(after.context.prepare<{ n: number }>('select count(*) as n from parked_changes').get()).toEqual({ n: 0 });
    expect(await after.sync.digests()).toEqual(
      (await master.digests()).map((row) => expect.objectContaining({ modelName: row.modelName, digest: row.digest })),
    );
  });

  test('does not empty what it does not know, also when it sends the whole record', async () => {
    const { master, branchId } = await openNewerMaster();
    const customer = await master.records.save('Customer', { name: 'Ann', points: 7 });
    const store = await openAt(tempFolder(), old);
    await pull(master, branchId, store);
    await edit(store, 'Customer', { id: String(customer['id']), name: 'Anna' });
    const { answer } = await push(master, branchId, store);
    expect(answer.results).toMatchObject([{ status: 'applied' }]);
    expect(await master.store.findRecord('Customer', String(customer['id']))).toMatchObject({
      record: { name: 'Anna', points: 7 },
    });
    const whole = {
      changeId: '019ab000-0000-7000-8000-00000000000a',
      transactionId: null,
      modelName: 'Customer',
      modelId: String(customer['id']),
      action: 'update' as const,
      changedFields: null,
      data: store.repository('Customer').get(String(customer['id'])),
      baseVersion: 2,
      payloadVersion: 1,
      hlc: `2026-11-23T08:00:00.000Z-0000-${randomBytes(4).toString('hex')}`,
      recordedAt: '2026-11-23T08:00:00.000Z',
    };
    await master.push(branchId, { changes: [whole] });
    expect(await master.store.findRecord('Customer', String(customer['id']))).toMatchObject({ record: { points: 7 } });
  });

  test('an unsent edit and a newer state are not undone by what had been kept aside', async () => {
    const { master, branchId } = await openNewerMaster();
    const customer = await master.records.save('Customer', { name: 'Ann', points: 1 });
    const dataDir = tempFolder();
    const before = await openAt(dataDir, old);
    await pull(master, branchId, before);
    await edit(before, 'Customer', { id: String(customer['id']), name: 'Typed here' });
    before.close();
    upgradeFile(join(dataDir, 'branch.sqlite'));
    const after = await openAt(dataDir, newer, secondVersion);
    expect(after.repository('Customer').find(String(customer['id']))).toMatchObject({ name: 'Typed here', points: 1 });
    expect(after.SyncLog.getSyncLogStats()).toMatchObject({ pending: 1 });
    const { answer } = await push(master, branchId, after);
    expect(answer.results).toMatchObject([{ status: 'applied' }]);
  });
});

describe('versions: a branch that is newer than head office', () => {
  test('is told who must upgrade; nothing is applied, nothing refused', async () => {
    const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
    onTestFinished(() => master.close());
    const { branchId } = await master.enroll('A');
    const dataDir = tempFolder();
    (await openAt(dataDir, old)).close();
    upgradeFile(join(dataDir, 'branch.sqlite'));
    const store = await openAt(dataDir, newer, secondVersion);
    await edit(store, 'Customer', { name: 'Ann', points: 3 });
    await expect(push(master, branchId, store)).rejects.toMatchObject({
      code: 'upgrade-required',
      message: expect.stringMatching(/^Head office must be upgraded/),
    });
    expect(await master.store.head()).toBe(0);
  });

  test('an edit that waited through the upgrade says the version of the record that it sends', async () => {
    const dataDir = tempFolder();
    const before = await openAt(dataDir, old);
    const { id } = await edit(before, 'Customer', { name: 'Ann' });
    before.close();
    upgradeFile(join(dataDir, 'branch.sqlite'));
    const after = await openAt(dataDir, newer, secondVersion);
    const batch = await after.sync.claim({ maxChanges: 10, maxBytes: 100_000 });
    expect(batch?.items).toMatchObject([
      { change: { modelId: id, payloadVersion: 2, data: { name: 'Ann', points: null } } },
    ]);
  });

  test('a record that the log had kept is carried forward step by step, the same each time', async () => {
    const dataDir = tempFolder();
    const before = await openAt(dataDir, old);
    const { id } = await edit(before, 'Customer', { name: 'Ann' });
    await before.sync.claim({ maxChanges: 10, maxBytes: 100_000 });
    // In doubt, then edited: the log keeps the record as it was sent.
    before.sync.recoverInFlight();
    await edit(before, 'Customer', { id: String(id), name: 'Edited' });
    before.close();
    upgradeFile(join(dataDir, 'branch.sqlite'));
    const upgrades = [
      {
        version: 3,
        modelName: 'Customer',
        upgrade: (row: RecordRow) => ({ ...row, points: Number(row['points']) * 2 }),
      },
      { version: 2, modelName: 'Customer', upgrade: (row: RecordRow) => ({ ...row, points: 5 }) },
      { version: 2, modelName: 'Product', upgrade: (row: RecordRow) => ({ ...row, name: 'not this one' }) },
      { version: 4, modelName: 'Customer', upgrade: () => ({}) },
    ];
    const after = await openAt(dataDir, newer, { version: 3, upgrades });
    for (let time = 0; time < 2; time += 1) {
      const batch = await after.sync.claim({ maxChanges: 10, maxBytes: 100_000 });
      expect(batch?.items).toMatchObject([{ change: { payloadVersion: 3, data: { name: 'Ann', points: 10 } } }]);
      after.sync.recoverInFlight();
    }
  });
});
