import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMaster } from '../../../../src/master/open-master.ts';
import { canMount, smallDisk } from '../../../support/disks.ts';
import { serve } from '../../../support/serve.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { startTestHost, type TestHost } from './ask.ts';

const nowhere = '01936f5e-7c00-7000-8000-000000000001';
const code = 'ABCD-EFGH-JKLM';

async function withTea(dataDir: string = tempFolder()): Promise<TestHost> {
  const host = await startTestHost({ dataDir });
  expect(await host.call('records.save', { model: 'Category', data: { name: 'Tea' } })).toMatchObject({ ok: true });
  return host;
}

/** The one category is there, nothing else is, and the app still answers. */
async function expectUnchanged(host: TestHost): Promise<void> {
  const rows = [{ record: { name: 'Tea' } }];
  expect(await host.call('records.list', { model: 'Category' })).toMatchObject({ ok: true, value: { rows, total: 1 } });
  expect(await host.call('records.list', { model: 'Product' })).toMatchObject({ ok: true, value: { total: 0 } });
  expect(await host.call('logs.stats')).toMatchObject({ ok: true, value: { pending: 1, failed: 0, total: 1 } });
}

async function loginPage(): Promise<string> {
  return (await serve((_request, response) => response.end('<!doctype html><title>Free Wi-Fi</title>'))).url;
}

describe('wrong input in the app is answered in a sentence, and leaves the data and the app as they were', () => {
  it('in what is typed', async () => {
    const host = await withTea();
    const product = { sku: '1', name: 'x', price_cents: 5 };
    for (const [channel, input, wanted, sentence] of [
      ['records.list', { model: 'Unicorn' }, 'unknown-model', /Category, Customer/],
      ['records.save', { model: 'Product', data: { sku: '1', name: 'x' } }, 'invalid-record', /price_cents/],
      ['records.save', { model: 'Category', data: { nmae: 'x' } }, 'invalid-record', /no field "nmae"/],
      ['records.save', { model: 'Product', data: { ...product, category_id: nowhere } }, 'missing-reference', /Categ/],
      ['records.get', { model: 'Product', id: nowhere }, 'not-found', /no Product/],
      ['records.list', {}, 'invalid-input', /model/],
      ['records.list', [], 'invalid-input', /./],
      ['sales.create', { lines: [{ product_id: nowhere, quantity: 1 }] }, 'missing-reference', /Product|product/],
      ['branch.enroll', { masterUrl: 'head office', code }, 'invalid-input', /is not an address/],
      ['branch.enroll', { masterUrl: 'http://127.0.0.1:9999', code }, 'unreachable', /does not run there/],
      ['branch.enroll', { masterUrl: await loginPage(), code }, 'not-our-master', /login page/],
    ] as const) {
      const error = { code: wanted, message: expect.stringMatching(sentence) };
      expect([channel, await host.call(channel, input)]).toMatchObject([channel, { ok: false, error }]);
    }
    await expectUnchanged(host);
  });

  it('a wrong code', async () => {
    const host = await withTea();
    const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
    onTestFinished(() => master.close());
    const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
    expect(await host.call('branch.enroll', { masterUrl: url, code })).toMatchObject({
      ok: false,
      error: { code: 'wrong-code', message: expect.stringMatching(/Ask head office for a new one/) },
    });
    await expectUnchanged(host);
  });

  it.runIf(canMount())('a disk that is full, until there is space again', async () => {
    const disk = smallDisk(8);
    const host = await withTea(disk.folder);
    disk.fill();
    const big = { model: 'Category', data: { name: 'Big', description: 'x'.repeat(900) } };
    // What is in the log's file already is written over first: sooner or later it has to grow.
    const refused = await untilRefused(host, big);
    expect(refused).toMatchObject({ code: 'database-full', message: expect.stringMatching(/Free some space/) });
    const before = await host.call('logs.stats');
    expect(await host.call('records.save', big)).toMatchObject({ ok: false, error: { code: 'database-full' } });
    expect(await host.call('logs.stats')).toEqual(before);
    disk.free();
    expect(await host.call('records.save', big)).toMatchObject({ ok: true });
  });
});

async function untilRefused(host: TestHost, input: unknown): Promise<unknown> {
  for (;;) {
    const answer = await host.call('records.save', input);
    if (answer !== null && typeof answer === 'object' && 'error' in answer) return answer.error;
  }
}

describe('a branch that cannot be opened has a page that says why, and stays as it is', () => {
  it.each<[what: string, spoil: (dataDir: string) => string, sentence: RegExp]>([
    ['a file in place of the folder', (dataDir) => join(dataDir, 'branch.sqlite'), /it is a file/],
    ['a damaged database', (dataDir) => damaged(dataDir), /Do not delete it/],
  ])('%s', async (_what, spoil, sentence) => {
    const first = await withTea();
    await first.close();
    const dataDir = spoil(first.dataDir);
    const before = readFileSync(join(first.dataDir, 'branch.sqlite'));
    const host = await startTestHost({ dataDir });
    const page = await host.ask({ path: '/' });
    expect([page.status, page.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    expect(page.text).toMatch(sentence);
    expect(await host.call('sync.status')).toEqual({ ok: false, error: host.failure });
    expect(readFileSync(join(first.dataDir, 'branch.sqlite')).equals(before)).toBe(true);
  });

  it.runIf(canMount())('a read-only disk', async () => {
    const disk = smallDisk(8);
    const first = await withTea(disk.folder);
    await first.close();
    disk.setReadOnly(true);
    const host = await startTestHost({ dataDir: disk.folder });
    expect((await host.ask({ path: '/' })).text).toMatch(/read-only/);
    await host.close();
    disk.setReadOnly(false);
    await expectUnchanged(await startTestHost({ dataDir: disk.folder }));
  });
});

function damaged(dataDir: string): string {
  const file = join(dataDir, 'branch.sqlite');
  const content = readFileSync(file);
  writeFileSync(file, content.fill(0xa5, 0, 100));
  return dataDir;
}
