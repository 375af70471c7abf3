import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBranchWorker } from '../../../../src/main/worker/worker-client.ts';
import type { BranchThreadOptions } from '../../../../src/main/worker/branch-thread.ts';
import { eventually } from '../../../support/eventually.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function start(options: Partial<BranchThreadOptions> = {}) {
  const worker = await startBranchWorker({ dataDir: tempFolder(), host: 'browser', ...options });
  onTestFinished(() => worker.close());
  return worker;
}

const workerFile = new URL('./little-worker.ts', import.meta.url);

describe('startBranchWorker', () => {
  it('opens the branch in a thread and answers calls, each with its own answer', async () => {
    const dataDir = tempFolder();
    const worker = await start({ dataDir });
    const [info, models, unknown] = await Promise.all([
      worker.call('app.info', {}),
      worker.call('records.models', {}),
      worker.call('no.such.call', {}),
    ]);
    expect(info).toMatchObject({ ok: true, value: { host: 'browser', dataDir } });
    expect(models).toMatchObject({
      ok: true,
      value: expect.arrayContaining([expect.objectContaining({ name: 'Product' })]),
    });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('tells of changes until nobody listens any more', async () => {
    const worker = await start();
    const topics: string[] = [];
    const stop = worker.onChanged((event) => void topics.push(...event.topics));
    expect(await worker.call('records.save', { model: 'Category', data: { name: 'Tools' } })).toMatchObject({
      ok: true,
    });
    await eventually('the change is told', () => topics.includes('records:Category'));
    stop();
    topics.length = 0;
    await worker.call('records.save', { model: 'Category', data: { name: 'Paint' } });
    await worker.call('records.list', { model: 'Category' });
    expect(topics).toEqual([]);
  });

  it('passes on what the host learns from its computer', async () => {
    const worker = await start();
    for (const event of ['offline', 'online', 'suspend', 'wake'] as const) worker.notify(event);
    expect(await worker.call('sync.status', {})).toMatchObject({ ok: true });
  });

  it('has closed the database when close() is done, keeps what was saved, and refuses later calls', async () => {
    const dataDir = tempFolder();
    const worker = await start({ dataDir });
    const saving = worker.call('records.save', { model: 'Category', data: { name: 'Tools' } });
    await Promise.all([worker.close(), worker.close()]);
    const saved = await saving;
    expect(await worker.call('app.info', {})).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const again = await start({ dataDir });
    const listed = await again.call('records.list', { model: 'Category' });
    // Either it was answered as saved and is there, or it was not answered as saved.
    expect(listed).toMatchObject({ ok: true, value: { total: saved.ok ? 1 : expect.any(Number) } });
  });

  it('says in its own words why the branch cannot be opened, and leaves nothing open', async () => {
    const dataDir = tempFolder();
    writeFileSync(join(dataDir, 'branch.sqlite'), 'no database'.repeat(100));
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    await expect(startBranchWorker({ dataDir: file, host: 'browser' })).rejects.toMatchObject({
      name: 'SyncLogError',
      code: 'data-folder-unusable',
    });
    await expect(startBranchWorker({ dataDir, host: 'browser' })).rejects.toMatchObject({ name: 'SyncLogError' });
  });

  it('answers what was being asked when the thread crashes, starts it again and says that everything may have changed', async () => {
    const worker = await start({ workerFile });
    const topics: string[] = [];
    worker.onChanged((event) => void topics.push(...event.topics));
    const [never, crash] = await Promise.all([worker.call('never', {}), worker.call('crash', {})]);
    for (const answer of [never, crash]) expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await worker.call('echo', 'here again')).toEqual({ ok: true, value: 'here again' });
    expect(topics).toEqual(['status', 'logs', 'settings']);
  });

  it('starts it again three times within a minute and then says so instead of hanging', async () => {
    const worker = await start({ workerFile });
    for (let crash = 0; crash < 3; crash += 1) {
      await worker.call('crash', {});
      expect(await worker.call('echo', crash)).toEqual({ ok: true, value: crash });
    }
    await worker.call('crash', {});
    const refused = { ok: false, error: { code: 'internal', message: expect.stringContaining('several times') } };
    await eventually('the limit is reached', async () => !(await worker.call('echo', 'x')).ok);
    expect(await worker.call('echo', 'x')).toMatchObject(refused);
    await worker.close();
  });

  it('says why when the branch cannot be opened again, and tries again when it is asked', async () => {
    const dataDir = tempFolder();
    const worker = await start({ workerFile, dataDir });
    const obstacle = join(dataDir, 'obstacle');
    writeFileSync(obstacle, '');
    await worker.call('crash', {});
    expect(await worker.call('echo', 1)).toMatchObject({ ok: false, error: { code: 'database-corrupt' } });
    rmSync(obstacle);
    await eventually('it is open again', async () => (await worker.call('echo', 2)).ok);
  });

  it('fails when the thread ends or throws before it is ready', async () => {
    for (const dataDir of ['exit', 'throw']) {
      await expect(startBranchWorker({ dataDir, host: 'browser', workerFile })).rejects.toThrow(
        /before it was ready|at once/,
      );
    }
  });
});
