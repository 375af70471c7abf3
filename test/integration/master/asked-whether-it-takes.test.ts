import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMaster } from '../../../src/master/open-master.ts';
import { newId } from '../../../src/shared/ids.ts';
import { enrollAnswerSchema } from '../../../src/shared/protocol/enroll.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const at = '2026-11-23T08:00:00.000Z';

/** A real head office with one branch, asked over HTTP by an empty push whether it would take changes. */
async function openOffice() {
  const db = join(tempFolder(), 'master.sqlite');
  let now = Date.parse(at);
  const master = await openMaster({ db, clock: { now: () => now } });
  onTestFinished(() => master.close());
  const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
  const { code } = await master.enroll('Harbour');
  const installationId = newId();
  const post = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, answer: await response.json() };
  };
  const enrolled = enrollAnswerSchema.parse(
    (await post('/v1/enroll', { code, installationId, appVersion: '1' })).answer,
  );
  const { branchId, epoch, token } = enrolled;
  return {
    master,
    branchId,
    installationId,
    passMilliseconds: (milliseconds: number) => void (now += milliseconds),
    ask: (from = installationId) => post('/v1/push', { installationId: from, epoch, sentAt: at, changes: [] }, token),
  };
}

test('a push of nothing is answered, and leaves nothing behind', async () => {
  const { master, ask } = await openOffice();
  expect(await ask()).toMatchObject({ status: 200, answer: { results: [], head: 0 } });
  expect(await master.store.head()).toBe(0);
});

test('the branch has then been seen, also when it was a moment ago', async () => {
  const { master, ask, passMilliseconds } = await openOffice();
  const seen = async () => (await master.store.branches())[0]?.lastSeenAt;
  await ask();
  expect(await seen()).toBe(at);
  passMilliseconds(1);
  await ask();
  expect(await seen()).toBe('2026-11-23T08:00:00.001Z');
});

test('another copy of the branch is told that its changes would not be taken (I18)', async () => {
  const { ask } = await openOffice();
  expect(await ask(newId())).toMatchObject({ status: 409, answer: { error: { code: 'clone-detected' } } });
});

test('it does not make head office forget which entries the branch has made itself (I13)', async () => {
  const { master, branchId, installationId, ask } = await openOffice();
  const change = {
    changeId: newId(),
    transactionId: null,
    modelName: 'Category',
    modelId: newId(),
    action: 'create' as const,
    changedFields: null,
    data: { id: newId(), name: 'Tea', description: null, created_at: at, updated_at: at },
    baseVersion: null,
    payloadVersion: 1,
    hlc: `${at}-0000-${newId()}`,
    recordedAt: at,
  };
  change.data.id = change.modelId;
  const position = { known: [], next: newId() };
  await master.push(branchId, { changes: [change], installationId, position });
  await ask();
  const page = await master.pull(branchId, {
    after: 0,
    limit: 10,
    mode: 'changes',
    installationId,
    known: position.next,
  });
  expect(page.entries).toEqual([]);
});
