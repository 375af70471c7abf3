import { unzipSync, strFromU8 } from 'fflate';
import { appendFileSync, closeSync, copyFileSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFileLogger } from '../../../../src/main/file-logger.ts';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import type { Branch } from '../../../../src/main/branch/branch.ts';
import en from '../../../../src/shared/locales/en.json' with { type: 'json' };
import type { TextRef } from '../../../../src/shared/text-ref.ts';
import { ipcContract } from '../../../../src/shared/ipc/contract.ts';
import { checkDatabase } from '../../../../src/main/store/check-database.ts';
import { openStore } from '../../../../src/main/store/open-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function openWithCustomers(dataDir: string): Promise<Branch> {
  const branch = await openBranch({ dataDir, host: 'browser' });
  onTestFinished(() => branch.close());
  const rows = Array.from({ length: 300 }, (_, n) => ({ name: `Person ${n}`, phone: `+49 170 ${n}` }));
  await branch.records.saveMany('Customer', rows);
  return branch;
}

/** What a text leaves open: the screens add a size for bytes and a duration for seconds. */
function unfilled({ key, params }: TextRef): string[] {
  const found = key.split('.').reduce<unknown>((part, name) => z.record(z.string(), z.unknown()).parse(part)[name], en);
  const given = new Set([...Object.keys(params), ...('bytes' in params ? ['size'] : [])]);
  return [
    ...z
      .string()
      .parse(found)
      .matchAll(/{{(\w+)}}/g),
  ].flatMap(([, name]) => (name === undefined || given.has(name) ? [] : [name]));
}

describe('diagnostics', () => {
  it('find nothing wrong with a sound branch, each check with its words', async () => {
    const branch = await openWithCustomers(tempFolder());
    const { checks, storage, connection } = await branch.handlers['diagnostics.run']({});
    expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['folder', 'passed'],
      ['disk', 'passed'],
      ['database', 'passed'],
      ['models', 'passed'],
      ['confirmation', 'passed'],
      ['refusals', 'passed'],
      ['clock', 'passed'],
      ['connection', 'passed'],
    ]);
    for (const { text } of checks) expect([text.key, ...unfilled(text)]).toEqual([text.key]);
    expect(storage.logRows).toBe(300);
    expect(storage.databaseBytes).toBeGreaterThan(0);
    expect(storage.freeBytes).toBeGreaterThan(0);
    expect(connection).toEqual([]);
  });

  it('do not take what a sale that was not sent yet refers to, and head office has deleted, for damage (I15)', async () => {
    const dataDir = tempFolder();
    const store = await openStore({ dataDir });
    onTestFinished(() => store.close());
    const category = await store.write((trx) => store.repository('Category').save(trx, { name: 'Tea' }));
    const draft = { sku: 'T1', name: 'Green', price_cents: 1, category_id: category['id'] };
    const product = await store.write((trx) => store.repository('Product').save(trx, draft));
    store.context.db.pragma('foreign_keys = off');
    store.context.db.prepare('delete from categories').run();
    const file = join(dataDir, 'branch.sqlite');
    expect(await checkDatabase(file)).toEqual([]);
    const [log] = store.SyncLog.forRecord('Product', String(product['id']));
    store.SyncLog.markSyncLogsAsCompleted([log?.id ?? 0]);
    expect(await checkDatabase(file)).toEqual(['1 references to nothing']);
  });

  it('see a database that was damaged under the app, without harming it further', async () => {
    const dataDir = tempFolder();
    const branch = await openWithCustomers(dataDir);
    await branch.close();
    const copy = join(tempFolder(), 'copy.sqlite');
    copyFileSync(join(dataDir, 'branch.sqlite'), copy);
    expect(await checkDatabase(copy)).toEqual([]);
    const pages = Math.floor(statSync(copy).size / 4096);
    const handle = openSync(copy, 'r+');
    for (let page = 2; page < pages; page += 1) writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, page * 4096);
    closeSync(handle);
    expect(await checkDatabase(copy)).not.toEqual([]);
  });

  it('give support a zip without anything that a person typed', async () => {
    const dataDir = tempFolder();
    const branch = await openWithCustomers(dataDir);
    const question = ipcContract['records.list'].input.parse({ model: 'Customer', limit: 1 });
    const { rows } = await branch.handlers['records.list'](question);
    await branch.handlers['records.remove']({ model: 'Customer', id: String(rows[0]?.record['id']) });
    // The app's own logger: what it writes over several lines is one entry.
    const logger = createFileLogger(dataDir);
    logger.error('refused: "Person\nSeven "the other" Jones" with token=s3cr3t');
    logger.warn('A call failed', { token: 's3cr3t', reason: 'of "Person\nSeven Jones"' });
    const { zip, fileName, contents } = await branch.handlers['diagnostics.bundle']({});
    expect(fileName).toMatch(/^synclog-report-.*\.zip$/);
    const files = unzipSync(Buffer.from(zip, 'base64'));
    expect(Object.keys(files)).toEqual(contents);
    const all = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n');
    expect(all).toContain('"model_name": "Customer"');
    expect(all).toContain('refused:');
    expect(all).toContain('[warn]  A call failed');
    for (const secret of ['Person', 'Seven', 'Jones', 'the other', '+49 170', 's3cr3t'])
      expect(all).not.toContain(secret);
  });

  it('show the end of the log, oldest line first', async () => {
    const dataDir = tempFolder();
    const branch = await openWithCustomers(dataDir);
    appendFileSync(join(dataDir, 'synclog.log'), Array.from({ length: 5000 }, (_, n) => `line ${n}\n`).join(''));
    const { lines } = await branch.handlers['diagnostics.logTail']({ lines: 3 });
    expect(lines).toEqual(['line 4997', 'line 4998', 'line 4999']);
  });
});
