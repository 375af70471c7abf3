import { expect, onTestFinished, test } from 'vitest';
import { join } from 'node:path';
import { z } from 'zod';
import { openMaster } from '../../../src/master/open-master.ts';
import { newId } from '../../../src/shared/ids.ts';
import { enrollAnswerSchema } from '../../../src/shared/protocol/enroll.ts';
import { wireErrorSchema } from '../../../src/shared/protocol/common.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const answerSchema = z.union([enrollAnswerSchema, wireErrorSchema]);

/** A real head office on loopback, asked as a branch asks it; `from`: the address that a proxy on this machine says it was asked from. */
async function openOffice() {
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead };
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite'), clock });
  onTestFinished(() => master.close());
  const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
  const call = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, answer: answerSchema.safeParse(await response.json()).data };
  };
  return {
    master,
    passHours: (hours: number) => void (ahead += hours * 3_600_000),
    enroll: (code: string, from?: string, installationId = newId()) =>
      call('/v1/enroll', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(from === undefined ? {} : { 'x-forwarded-for': from }) },
        body: JSON.stringify({ code, installationId, appVersion: 'test' }),
      }),
    ask: async (token: string) => (await call('/v1/branch', { headers: { authorization: `Bearer ${token}` } })).status,
  };
}

function tokenOf({ answer }: { readonly answer: z.infer<typeof answerSchema> | undefined }): string {
  return enrollAnswerSchema.parse(answer).token;
}

test('of two that use one code at once exactly one is let in', async () => {
  const office = await openOffice();
  const { code } = await office.master.enroll('Harbour');
  const answers = await Promise.all([office.enroll(code), office.enroll(code)]);
  expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 403]);
});

test('a code that lies about lets nobody in after its branch was revoked, and a new one does', async () => {
  const office = await openOffice();
  const { branchId, code } = await office.master.enroll('Harbour');
  const { code: forgotten } = await office.master.enroll('Harbour');
  const token = tokenOf(await office.enroll(code));
  const { code: later } = await office.master.enroll('Harbour');
  expect((await office.enroll(forgotten)).status).toBe(403);
  expect(await office.ask(token)).toBe(200);
  await office.master.revoke(branchId);
  expect(await office.ask(token)).toBe(401);
  expect((await office.enroll(later)).status).toBe(403);
  const { code: fresh } = await office.master.enroll('Harbour');
  expect(await office.ask(tokenOf(await office.enroll(fresh)))).toBe(200);
});

test('whoever tries wrong codes locks himself out, and no other branch behind the same proxy', async () => {
  const office = await openOffice();
  const { code } = await office.master.enroll('Harbour');
  for (let tries = 0; tries < 10; tries += 1) expect((await office.enroll('WRONG', '203.0.113.9')).status).toBe(403);
  expect((await office.enroll('WRONG', '203.0.113.9')).status).toBe(429);
  expect((await office.enroll(code, '198.51.100.7')).status).toBe(200);
});

test('an installation whose answer was lost is let in by the same code again, and nobody else is', async () => {
  const office = await openOffice();
  const { code } = await office.master.enroll('Harbour');
  const ours = newId();
  const lost = tokenOf(await office.enroll(code, undefined, ours));
  expect((await office.enroll(code)).status).toBe(403);
  const token = tokenOf(await office.enroll(code, undefined, ours));
  expect(await office.ask(lost)).toBe(401);
  expect(await office.ask(token)).toBe(200);
});

test('a repeat that was held up on its way takes nothing from an installation that has been heard of since', async () => {
  const office = await openOffice();
  const { code } = await office.master.enroll('Harbour');
  const ours = newId();
  const token = tokenOf(await office.enroll(code, undefined, ours));
  expect(await office.ask(token)).toBe(200);
  expect((await office.enroll(code, undefined, ours)).status).toBe(403);
  expect(await office.ask(token)).toBe(200);
});

test('a code lets its installation in again neither after it has expired nor after its branch was revoked or taken over', async () => {
  const office = await openOffice();
  const ours = newId();
  const expired = await office.master.enroll('Quay');
  tokenOf(await office.enroll(expired.code, undefined, ours));
  office.passHours(73);
  expect((await office.enroll(expired.code, undefined, ours)).status).toBe(403);
  const revoked = await office.master.enroll('Harbour');
  tokenOf(await office.enroll(revoked.code, undefined, ours));
  await office.master.revoke(revoked.branchId);
  expect((await office.enroll(revoked.code, undefined, ours)).status).toBe(403);
  const old = await office.master.enroll('Hill');
  tokenOf(await office.enroll(old.code, undefined, ours));
  const other = await office.master.enroll('Hill');
  const token = tokenOf(await office.enroll(other.code));
  expect((await office.enroll(old.code, undefined, ours)).status).toBe(403);
  expect(await office.ask(token)).toBe(200);
});
