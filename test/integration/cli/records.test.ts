import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../../scripts/support/project.ts';
import type { SynclogProcesses } from '../../../scripts/demo/synclog-process.ts';
import { answerOf, refusalOf, useSynclog } from '../../support/processes.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const recordSchema = z.record(z.string(), z.unknown());

/** The same commands for a branch and for head office. */
describe.each([
  ['at a branch', (folder: string) => ['--data-dir', join(folder, 'branch')]],
  ['at head office', (folder: string) => ['--master', '--db', join(folder, 'head-office', 'master.sqlite')]],
])('records %s', (_place, placeIn) => {
  let synclog: SynclogProcesses;
  let place: string[];
  beforeEach(() => {
    synclog = useSynclog();
    place = [...placeIn(tempFolder()), '--json'];
  });
  const ask = (args: readonly string[], input?: string): Promise<unknown> =>
    answerOf(synclog.run([...args, ...place], input));

  it('are saved, changed, shown, listed and removed', async () => {
    const saved = recordSchema.parse(
      await ask(['records', 'save', 'Product', '--data', '{"sku":"T-1","name":"Tea","price_cents":250}']),
    );
    expect(saved).toMatchObject({ sku: 'T-1', active: true, category_id: null });
    const id = String(saved['id']);
    const changed = recordSchema.parse(await ask(['records', 'save', 'Product', id], '{\n"price_cents": 300\n}'));
    expect(changed).toMatchObject({ id, sku: 'T-1', price_cents: 300, created_at: saved['created_at'] });
    expect(await ask(['records', 'get', 'Product', id])).toEqual(changed);
    expect(await ask(['records', 'list', 'Product', '--search', 'ea'])).toEqual([changed]);
    expect(await ask(['records', 'list', 'Product', '--search', 'coffee'])).toEqual([]);
    expect(await ask(['records', 'remove', 'Product', id])).toEqual({ removed: 1 });
    expect(await refusalOf(synclog.run(['records', 'get', 'Product', id, ...place]))).toMatchObject({
      exit: 1,
      code: 'not-found',
    });
  });

  it('come many at a time, all or none, with the line of the one that is wrong', async () => {
    const line = (n: number): string => JSON.stringify({ name: `Category ${n}` });
    const lines = Array.from({ length: 2500 }, (_none, n) => line(n));
    expect(await ask(['records', 'save', 'Category'], lines.join('\n'))).toMatchObject({ saved: 2500 });
    expect(z.array(recordSchema).parse(await ask(['records', 'list', 'Category', '--limit', '10000']))).toHaveLength(
      2500,
    );

    for (const [input, wrong] of [
      [`${line(5000)}\n\n{"nam":"x"}\n`, /^Line 3: .*no field "nam"/],
      [`${line(5000)}\n${line(7)}\n`, /^Line 2: .*Category 7/],
      [`${line(5000)}\n{"name"\n`, /line 2 is not JSON/],
    ] as const) {
      const refusal = await refusalOf(synclog.run(['records', 'save', 'Category', ...place], input));
      expect(refusal).toMatchObject({ exit: 1, message: expect.stringMatching(wrong) });
    }
    expect(await ask(['records', 'list', 'Category', '--search', 'Category 5000'])).toEqual([]);
  });

  it.each([
    ['an unknown model', ['records', 'list', 'Unicorn'], 'unknown-model', /Category, Customer/],
    [
      'a missing field',
      ['records', 'save', 'Product', '--data', '{"sku":"1","name":"x"}'],
      'invalid-record',
      /price_cents must not be empty/,
    ],
    [
      'a value of the wrong kind',
      ['records', 'save', 'Product', '--data', '{"sku":"1","name":"x","price_cents":"5"}'],
      'invalid-record',
      /whole number/,
    ],
    [
      'a reference to nothing',
      [
        'records',
        'save',
        'Product',
        '--data',
        '{"sku":"1","name":"x","price_cents":5,"category_id":"01936f5e-7c00-7000-8000-000000000001"}',
      ],
      'missing-reference',
      /Category/,
    ],
    ['bad JSON', ['records', 'save', 'Product', '--data', '{"sku":'], 'invalid-input', /not JSON/],
    [
      'an id that is none',
      ['records', 'save', 'Product', '7', '--data', '{"sku":"1","name":"x","price_cents":5}'],
      'invalid-record',
      /UUID/,
    ],
    [
      'a record that is not there',
      ['records', 'remove', 'Product', '01936f5e-7c00-7000-8000-000000000001'],
      'not-found',
      /no Product/,
    ],
  ] as const)('refuse %s in a sentence, and stay as they were', async (_what, args, code, sentence) => {
    const refusal = await refusalOf(synclog.run([...args, ...place]));
    expect(refusal).toMatchObject({ exit: 1, code, message: expect.stringMatching(sentence) });
    expect(await ask(['records', 'list', 'Product'])).toEqual([]);
  });
});

it('takes what is read by nobody to its end', async () => {
  const dataDir = join(tempFolder(), 'branch');
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'src/cli/index.ts'), 'records', 'save', 'Category', '--data-dir', dataDir],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end('{"name":"Tea"}\n');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(
    await answerOf(useSynclog().run(['records', 'list', 'Category', '--data-dir', dataDir, '--json'])),
  ).toMatchObject([{ name: 'Tea' }]);
});
