import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { openMaster } from '../../../../src/master/open-master.ts';
import { openRecordingLine } from '../../../support/recording-line.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { save, sync } from '../../../support/use-branch.ts';

/** A real head office that answers 500 to whatever holds the word "poison", and a branch that has a record of that name. */
async function openPoisonedShop() {
  const db = join(tempFolder(), 'master.sqlite');
  const master = await openMaster({ db });
  onTestFinished(() => master.close());
  const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
  const line = await openRecordingLine(url);
  const branch = await openBranch({ dataDir: tempFolder(), host: 'cli' });
  onTestFinished(() => branch.close());
  const { code } = await master.enroll('A');
  await branch.handlers['branch.enroll']({ masterUrl: line.url, code });
  const disk = new Database(db);
  onTestFinished(() => void disk.close());
  disk.exec(
    `create trigger poisoned before insert on customers when new.name = 'poison' begin select raise(abort, 'it fails'); end`,
  );
  const id = await save({ branch }, 'Customer', { name: 'poison' });
  const names = () => disk.prepare<[], string>('select name from customers').pluck().all();
  return { branch, line, disk, id, names };
}

test('I5 I7 I8 what head office answers with 500 for ever is edited and goes out; its late double is not let in', async () => {
  const { branch, line, disk, id, names } = await openPoisonedShop();
  await save({ branch }, 'Category', { name: 'Tea' });
  expect(await sync({ branch })).toMatchObject({ outcome: 'failed', pushed: 1, error: { code: 'master-failed' } });
  const { rows } = await branch.handlers['logs.list']({
    filter: { status: 'pending' },
    before: null,
    offset: 0,
    limit: 10,
    counted: false,
  });
  expect(rows).toMatchObject([{ model_id: id, error_code: 'master-failed' }]);
  expect(rows[0]?.error_message).toContain('An edit of the record goes out in its place');

  await save({ branch }, 'Customer', { id, name: 'Ann' });
  expect(await sync({ branch })).toMatchObject({ outcome: 'done', pushed: 1, error: null });
  expect(names()).toEqual(['Ann']);

  // Whatever it was that failed is mended, and the request from before comes out of the line once more.
  disk.exec('drop trigger poisoned');
  const late = line.requests.filter(({ what, body }) => what === 'POST /v1/push' && body.includes('poison'));
  expect(late.length).toBeGreaterThan(0);
  for (const request of late) expect(await request.again()).toMatchObject({ status: 409 });
  expect(names()).toEqual(['Ann']);
  expect(await branch.handlers['branch.verify']({})).toMatchObject({ equal: true, settled: true });
});

test.each([
  ['edited', { name: 'Ann' }, ['Ann']],
  ['removed', null, []],
])('I7 a late double that arrives before the edit does no harm: the record is %s', async (_how, edit, left) => {
  const { branch, line, disk, id, names } = await openPoisonedShop();
  await sync({ branch });
  if (edit) await save({ branch }, 'Customer', { id, ...edit });
  else await branch.handlers['records.remove']({ model: 'Customer', id });
  disk.exec('drop trigger poisoned');
  const late = line.requests.findLast(({ what, body }) => what === 'POST /v1/push' && body.includes('poison'));
  await late?.again();
  expect(names()).toEqual(['poison']);
  expect(await sync({ branch })).toMatchObject({ outcome: 'done', pushed: 1, error: null });
  expect(names()).toEqual(left);
  expect(await branch.handlers['branch.verify']({})).toMatchObject({ equal: true, settled: true });
});
