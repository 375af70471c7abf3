import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { answerOf, refusalOf, startMaster, useSynclog } from '../../support/processes.ts';
import { branchWithTea } from '../../support/branch-with-tea.ts';

/** What answers in a café: a page for every address. */
async function loginPage(port = 0): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Free Wi-Fi</title><form>Sign in</form>');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const nowhere = '01936f5e-7c00-7000-8000-000000000001';

/** What is wrong; the command; what it reads; what it must answer. */
const wrongWords: readonly [string, readonly string[], string, ErrorCode, RegExp][] = [
  ['an unknown model', ['records', 'list', 'Unicorn'], '', 'unknown-model', /Unicorn.*Category, Customer/],
  ['an unknown model to save', ['records', 'save', 'Unicorn'], '{"name":"x"}', 'unknown-model', /Unicorn/],
  ['a missing field', ['records', 'save', 'Product'], '{"sku":"1","name":"x"}', 'invalid-record', /price_cents/],
  ['a field that is none', ['records', 'save', 'Category'], '{"nmae":"x"}', 'invalid-record', /no field "nmae"/],
  [
    'a foreign key to nothing',
    ['records', 'save', 'Product'],
    `{"sku":"1","name":"x","price_cents":5,"category_id":"${nowhere}"}`,
    'missing-reference',
    /category_id|Category/,
  ],
  ['a record that is not there', ['records', 'get', 'Product', nowhere], '', 'not-found', /no Product/],
  ['bad JSON', ['records', 'save', 'Category', '--data', '{"name":'], '', 'invalid-input', /not JSON/],
  ['bad JSON on stdin', ['records', 'save', 'Category'], 'name,price\n', 'invalid-input', /line 1 is not JSON/],
  [
    'bad JSON after good lines',
    ['records', 'save', 'Category'],
    '{"name":"A"}\n{"name":\n',
    'invalid-input',
    /line 2 is not JSON/,
  ],
  ['nothing at all on stdin', ['records', 'save', 'Category'], '', 'invalid-input', /no record was given/],
  ['a list', ['records', 'save', 'Category'], '[{"name":"A"}]', 'invalid-input', /must be an object/],
  ['a sync without a head office', ['branch', 'sync'], '', 'not-enrolled', /not connected/],
  ['a comparison without a head office', ['branch', 'verify'], '', 'not-enrolled', /not connected/],
];

describe('wrong input on the command line is answered in a sentence with exit code 1, and leaves the data as it was', () => {
  it('in what is asked or typed', async () => {
    const branch = await branchWithTea();
    for (const [what, args, input, code, sentence] of wrongWords) {
      const refusal = await refusalOf(branch.run(args, input));
      expect({ what, ...refusal }).toMatchObject({ what, exit: 1, code, message: expect.stringMatching(sentence) });
    }
    await branch.expectUnchanged();
  });

  it.each<[what: string, address: () => Promise<string>, code: ErrorCode, sentence: RegExp]>([
    ['an address that is none', async () => 'head office', 'invalid-input', /is not an address/],
    ['an address of another kind', async () => 'ftp://head-office.example', 'invalid-input', /is not an address/],
    ['an address where nothing listens', async () => 'http://127.0.0.1:9999', 'unreachable', /does not run there/],
    ['a name that nobody has', async () => 'http://head-office.invalid', 'unreachable', /address of head office/],
    ['a login page', () => loginPage(), 'not-our-master', /login page/],
  ])('%s in place of head office', async (_what, address, code, sentence) => {
    const branch = await branchWithTea();
    const args = ['branch', 'enroll', '--master', await address(), '--code', 'ABCD-EFGH-JKLM'];
    const refusal = await refusalOf(branch.run(args));
    expect(refusal).toMatchObject({ exit: 1, code, message: expect.stringMatching(sentence) });
    await branch.expectUnchanged();
    expect(await answerOf(branch.run(['branch', 'status']))).toMatchObject({ branch: null, masterUrl: null });
  });

  it('a wrong code, and one that was used before', async () => {
    const branch = await branchWithTea();
    const master = await startMaster(branch.synclog);
    const enroll = (code: string) => branch.run(['branch', 'enroll', '--master', master.url, '--code', code]);
    expect(await refusalOf(enroll('ABCD-EFGH-JKLM'))).toMatchObject({
      exit: 1,
      code: 'wrong-code',
      message: expect.stringMatching(/Ask head office for a new one/),
    });
    await branch.expectUnchanged();

    const { code } = await master.newCode('Harbour');
    expect(await answerOf(enroll(code))).toMatchObject({ name: 'Harbour' });
    expect(await refusalOf(enroll(code))).toMatchObject({ exit: 1, code: 'wrong-code' });
    expect(await answerOf(branch.run(['branch', 'status']))).toMatchObject({ branch: { name: 'Harbour' } });
  });

  it('a login page where head office was, and head office again', async () => {
    const branch = await branchWithTea();
    const master = await startMaster(branch.synclog);
    const { code } = await master.newCode('Harbour');
    await answerOf(branch.run(['branch', 'enroll', '--master', master.url, '--code', code]));
    await master.process.stop();
    const { port } = new URL(master.url);
    const page = createServer((_request, response) => response.end('<html>Sign in</html>'));
    page.listen(Number(port), '127.0.0.1');
    await once(page, 'listening');
    onTestFinished(() => void page.close());
    expect(await refusalOf(branch.run(['branch', 'sync']))).toMatchObject({ exit: 1, code: 'not-our-master' });
    await branch.expectUnchanged();
    page.closeAllConnections();
    await new Promise((resolve) => page.close(resolve));

    await useSynclog().start(['master', 'start', '--db', master.db, '--port', port], master.answerSchema);
    expect(await answerOf(branch.run(['branch', 'sync']))).toMatchObject({ outcome: 'done', pushed: 1 });
  });

  it('a port that is taken', async () => {
    const branch = await branchWithTea();
    const { port } = new URL(await loginPage());
    for (const args of [
      ['branch', 'start', '--no-open', '--port', port, '--data-dir', branch.dataDir, '--json'],
      ['master', 'start', '--port', port, '--db', `${branch.dataDir}/../m/master.sqlite`, '--json'],
    ]) {
      expect(await refusalOf(branch.synclog.run(args))).toMatchObject({
        exit: 1,
        message: expect.stringMatching(/cannot listen.*Choose another/),
      });
    }
    await branch.expectUnchanged();
  });
});
