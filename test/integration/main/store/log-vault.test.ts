import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { readPayloads } from '../../../../src/main/store/log/payload.ts';
import type { LogSqlRow } from '../../../../src/main/store/log/rows.ts';
import { openStore, type Store } from '../../../../src/main/store/open-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function openWithKey(key: Buffer | null, dataDir = tempFolder()): Promise<Store> {
  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  store.useLogKey(key);
  return store;
}

const ada = { name: 'Ada', email: 'ada@example.org', phone: '555-0199' };

/** Removes a customer that head office knows; returns the log's row as it lies in the database. */
async function removeCustomer(store: Store): Promise<LogSqlRow> {
  const customers = store.repository('Customer');
  const { id } = await store.write((trx) => customers.save(trx, ada));
  store.SyncLog.markSyncLogsAsCompleted(store.SyncLog.getAllPending().map((log) => log.id));
  await store.write((trx) => customers.remove(trx, String(id)));
  return rowOf(store, String(id));
}

function rowOf(store: Store, modelId: string): LogSqlRow {
  const row = store.context
    .prepare<LogSqlRow>(`select * from sync_logs where model_id = ? and sync_status <> 'completed' order by id`)
    .get(modelId);
  if (!row) throw new Error('no log');
  return row;
}

describe("what is sensitive in the log's data", () => {
  it('is not to be read in the database, and is shown and sent as it was', async () => {
    const store = await openWithKey(randomBytes(32));
    const row = await removeCustomer(store);
    expect(row.data).toContain('Ada');
    for (const secret of [ada.email, ada.phone]) expect(row.data).not.toContain(secret);
    expect(store.SyncLog.find(row.id)?.data).toMatchObject(ada);
    expect(readPayloads(store.context, [row]).get(row.id)).toMatchObject(ada);
  });

  it('is bound to its field: a sealed value put elsewhere does not open', async () => {
    const store = await openWithKey(randomBytes(32));
    const sealed = store.context.vault.seal('Customer', ada);
    const { record, lost } = store.context.vault.open('Customer', { ...sealed, phone: sealed['email'] ?? null });
    expect(lost).toEqual(['phone']);
    expect(record).toMatchObject({ email: ada.email, phone: null });
  });

  it('is kept as it is without a key: no save ever fails for it', async () => {
    const row = await removeCustomer(await openWithKey(null));
    expect(row.data).toContain(ada.email);
  });

  it('is taken from the record when the key is gone: what was in flight is sent again whole', async () => {
    const dataDir = tempFolder();
    const store = await openWithKey(randomBytes(32), dataDir);
    const customers = store.repository('Customer');
    const { id } = await store.write((trx) => customers.save(trx, ada));
    await store.sync.claim({ maxChanges: 10, maxBytes: 1e6 });
    await store.write((trx) => customers.save(trx, { id, name: 'Ada L.' }));
    const sent = rowOf(store, String(id));
    expect(sent.data).not.toContain(ada.email);
    store.useLogKey(randomBytes(32));
    expect(readPayloads(store.context, [sent]).get(sent.id)).toMatchObject(ada);
  });
});

describe('the key', () => {
  it('is made once, kept among the secrets and found again', async () => {
    const dataDir = tempFolder();
    const branch = await openBranch({ dataDir, host: 'browser' });
    const saved = await branch.handlers['records.save']({ model: 'Customer', data: ada });
    const store = await openStore({ dataDir });
    const fingerprint = store.logKeyFingerprint();
    store.SyncLog.markSyncLogsAsCompleted([1]);
    store.close();
    await branch.handlers['records.remove']({ model: 'Customer', id: String(saved['id']) });
    await branch.close();
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toContain('logKey');
    const again = await openBranch({ dataDir, host: 'cli' });
    onTestFinished(() => again.close());
    expect((await again.handlers['logs.get']({ id: 2 })).log.data).toMatchObject(ada);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it('of another host is never replaced by one that keeps its secrets elsewhere', async () => {
    const dataDir = tempFolder();
    const kept = new Map<string, string>();
    const secrets = {
      read: async (name: string) => kept.get(name) ?? null,
      write: async (name: string, value: string) => void kept.set(name, value),
      remove: async (name: string) => void kept.delete(name),
    };
    const desktop = await openBranch({ dataDir, host: 'electron', secrets });
    await desktop.close();
    const key = kept.get('logKey');
    const cli = await openBranch({ dataDir, host: 'cli' });
    await cli.close();
    const again = await openBranch({ dataDir, host: 'electron', secrets });
    onTestFinished(() => again.close());
    expect(kept.get('logKey')).toBe(key);
  });

  it('that cannot be had keeps nobody from working', async () => {
    const secrets = {
      read: async (name: string) => {
        if (name === 'logKey') throw new Error('the key store is locked');
        return null;
      },
      write: async () => undefined,
      remove: async () => undefined,
    };
    const branch = await openBranch({ dataDir: tempFolder(), host: 'electron', secrets });
    onTestFinished(() => branch.close());
    await branch.handlers['records.save']({ model: 'Customer', data: ada });
    expect((await branch.handlers['logs.stats']({})).pending).toBe(1);
  });
});
