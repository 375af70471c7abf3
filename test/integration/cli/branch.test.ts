import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { syncLogSchema } from '../../../src/shared/sync-log.ts';
import { statusSchema, syncRunSchema } from '../../../src/shared/status.ts';
import { eventually } from '../../support/eventually.ts';
import { answerOf, refusalOf, startApp, startMaster, useSynclog } from '../../support/processes.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const recordSchema = z.record(z.string(), z.unknown());
const logsSchema = z.array(syncLogSchema);

describe('a branch on the command line', () => {
  it('records, connects, syncs, shows and cleans its log, and compares itself with head office', async () => {
    const synclog = useSynclog();
    const master = await startMaster(synclog);
    const data = ['--data-dir', await master.enroll('Harbour'), '--json'];
    const ask = (...args: string[]): Promise<unknown> => answerOf(synclog.run([...args, ...data]));

    const tea = recordSchema.parse(await ask('records', 'save', 'Category', '--data', '{"name":"Tea"}'));
    expect(tea).toMatchObject({ name: 'Tea', description: null });
    expect(await ask('branch', 'stats')).toEqual({ pending: 1, syncing: 0, completed: 0, failed: 0, total: 1 });
    const [waiting] = logsSchema.parse(
      await ask('branch', 'logs', '--status', 'pending', '--model', 'Category', '--action', 'create', '--limit', '1'),
    );
    expect(waiting).toMatchObject({
      model_name: 'Category',
      model_id: tea['id'],
      action: 'create',
      sync_status: 'pending',
      sync_attempts: 0,
    });
    expect(await ask('branch', 'logs', '--status', 'failed')).toEqual([]);

    expect(await ask('branch', 'sync')).toEqual({
      outcome: 'done',
      pushed: 1,
      refused: 0,
      pulled: expect.any(Number),
      error: null,
    });
    expect(await ask('branch', 'stats')).toMatchObject({ pending: 0, completed: 1 });
    expect(statusSchema.parse(await ask('branch', 'status'))).toMatchObject({
      branch: { name: 'Harbour' },
      masterUrl: master.url,
      connection: { state: 'online' },
    });
    expect(await ask('branch', 'verify')).toMatchObject({ equal: true, settled: true });
    const [run] = z.array(syncRunSchema).parse(await ask('branch', 'runs', '--limit', '1'));
    expect(run).toMatchObject({ cause: 'person', outcome: 'done', pushed: 1 });

    expect(statusSchema.parse(await ask('branch', 'pause', '--minutes', '5')).pausedUntil).not.toBeNull();
    expect(statusSchema.parse(await ask('branch', 'resume')).pausedUntil).toBeNull();
    expect(await ask('branch', 'runs')).toMatchObject([{ cause: 'person', outcome: 'done' }]);
    expect(await ask('branch', 'cleanup')).toEqual({ removed: 0 });
    expect(await ask('branch', 'cleanup', '--days', '0')).toEqual({ removed: 1 });
    expect(await ask('branch', 'stats')).toMatchObject({ total: 0 });
  });

  it('retries what head office refused, when its reason is gone', async () => {
    const synclog = useSynclog();
    const master = await startMaster(synclog);
    const [one, two] = [await master.enroll('One'), await master.enroll('Two')];
    const ask = (dataDir: string, ...args: string[]): Promise<unknown> =>
      answerOf(synclog.run([...args, '--data-dir', dataDir, '--json']));
    const product = '{"sku":"SAME","name":"Tea","price_cents":250}';
    await ask(one, 'records', 'save', 'Product', '--data', product);
    const second = recordSchema.parse(await ask(two, 'records', 'save', 'Product', '--data', product));
    await ask(one, 'branch', 'sync');
    expect(await ask(two, 'branch', 'sync')).toMatchObject({ outcome: 'done', pushed: 0, refused: 1 });
    const [refused] = logsSchema.parse(await ask(two, 'branch', 'logs', '--status', 'failed'));
    expect(refused?.error_message).toMatch(/SAME/);

    expect(await ask(two, 'branch', 'retry', '--code', 'another-cause')).toEqual({ retried: 0 });
    expect(await ask(two, 'branch', 'retry', String(refused?.id))).toEqual({ retried: 1 });
    await ask(two, 'records', 'save', 'Product', String(second['id']), '--data', '{"sku":"OTHER"}');
    expect(await ask(two, 'branch', 'sync')).toMatchObject({ pushed: 1, refused: 0 });
    expect(await ask(two, 'branch', 'verify')).toMatchObject({ equal: true });
    expect(await ask(two, 'branch', 'retry', '--all')).toEqual({ retried: 0 });
  });

  it('says why a sync failed, and keeps what waits', async () => {
    const synclog = useSynclog();
    const master = await startMaster(synclog);
    const data = ['--data-dir', await master.enroll('Harbour'), '--json'];
    await answerOf(synclog.run(['records', 'save', 'Category', '--data', '{"name":"Tea"}', ...data]));
    await master.process.stop();
    const { exit, code, message } = await refusalOf(synclog.run(['branch', 'sync', ...data]));
    expect({ exit, code }).toEqual({ exit: 1, code: 'unreachable' });
    expect(message).toMatch(/Records are kept here/);
    expect(await answerOf(synclog.run(['branch', 'stats', ...data]))).toMatchObject({ pending: 1, total: 1 });
  });

  it('works beside the open app, which picks up what it changed', async () => {
    const synclog = useSynclog();
    const master = await startMaster(synclog);
    const dataDir = await master.enroll('Harbour');
    const { app } = await startApp(synclog, dataDir);
    const saved = recordSchema.parse(
      await answerOf(
        synclog.run(['records', 'save', 'Category', '--data', '{"name":"Tea"}', '--data-dir', dataDir, '--json']),
      ),
    );
    const listed = await app.call('records.get', { model: 'Category', id: String(saved['id']) });
    expect(listed.record).toEqual(saved);
    await eventually('the app has sent it by itself', async () => (await app.call('logs.stats', {})).completed === 1);
    expect(
      await answerOf(synclog.run(['records', 'list', 'Category', '--master', '--db', master.db, '--json'])),
    ).toMatchObject([{ name: 'Tea' }]);
    expect(await answerOf(synclog.run(['branch', 'sync', '--data-dir', dataDir, '--json']))).toMatchObject({
      outcome: 'done',
      pushed: 0,
    });
  });

  it('opens the app, answers with its address, and closes cleanly when it is asked to end', async () => {
    const synclog = useSynclog();
    const dataDir = join(tempFolder(), 'branch');
    const { app, process } = await startApp(synclog, dataDir);
    expect((await app.call('app.info', {})).host).toBe('browser');
    await app.call('records.save', { model: 'Category', data: { name: 'Tea' } });
    expect(await process.stop()).toBe(0);
    // The last connection to close empties the journal: none was left open.
    const journal = join(dataDir, 'branch.sqlite-wal');
    expect(existsSync(journal) ? statSync(journal).size : 0).toBe(0);
    expect(await answerOf(synclog.run(['branch', 'stats', '--data-dir', dataDir, '--json']))).toMatchObject({
      pending: 1,
    });
  });

  it.skipIf(process.platform === 'win32')(
    'lets no other user of the machine read anything of its data, also while it is open',
    async () => {
      const synclog = useSynclog();
      const master = await startMaster(synclog, join(tempFolder(), 'head-office', 'master.sqlite'));
      const dataDir = await master.enroll('Harbour');
      const { app } = await startApp(synclog, dataDir);
      await app.call('records.save', { model: 'Category', data: { name: 'Tea' } });
      await eventually('it is sent', async () => (await app.call('logs.stats', {})).completed === 1);

      const branchFiles = readable(dataDir);
      expect(branchFiles.all).toEqual(
        expect.arrayContaining(['branch.sqlite', 'branch.sqlite-wal', 'settings.json', 'secrets.json', 'synclog.log']),
      );
      expect(branchFiles.byOthers).toEqual([]);
      expect(readable(dirname(master.db)).byOthers).toEqual([]);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'closes an empty folder that was made for it, and leaves a shared one as it is',
    async () => {
      const synclog = useSynclog();
      const [made, shared] = [join(tempFolder(), 'made'), join(tempFolder(), 'shared')];
      for (const folder of [made, shared]) mkdirSync(folder, { mode: 0o755 });
      writeFileSync(join(shared, 'of-others.txt'), 'x');
      for (const folder of [made, shared])
        await answerOf(synclog.run(['branch', 'stats', '--data-dir', folder, '--json']));
      expect(readable(made).byOthers).toEqual([]);
      expect(statSync(shared).mode & 0o777).toBe(0o755);
      expect(statSync(join(shared, 'branch.sqlite')).mode & 0o077).toBe(0);
    },
  );
});

/** Everything in a folder, itself included ('.'), and what of it other users of the machine may read. */
function readable(folder: string): { readonly all: string[]; readonly byOthers: string[] } {
  const all = ['.', ...readdirSync(folder, { recursive: true }).map(String)];
  return { all, byOthers: all.filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0) };
}
