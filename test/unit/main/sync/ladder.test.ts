import { describe, expect, test } from 'vitest';
import type { MasterClient } from '../../../../src/main/master-client/master-client.ts';
import { checkMaster } from '../../../../src/main/sync/connectivity.ts';
import { climbLadder } from '../../../../src/main/sync/ladder.ts';
import { enrollWithMaster } from '../../../../src/main/sync/enroll.ts';
import type { ConnectionStep } from '../../../../src/shared/ipc/branch.ts';
import type { HealthAnswer } from '../../../../src/shared/protocol/health.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createLittleMaster, fail, type LittleMaster } from '../../../support/little-master.ts';

const clock = { now: () => Date.parse('2026-11-23T08:00:00.000Z') };
const challenge = 'ab'.repeat(16);
const ports = { clock, newChallenge: () => challenge, hostOnline: (): boolean | null => null };

function setUp(alter: (answer: HealthAnswer) => HealthAnswer = (answer) => answer) {
  const master = createLittleMaster(clock);
  const plain = master.client(newId());
  const client: MasterClient = {
    ...plain,
    health: async (asked, options) => alter(await plain.health(asked, options)),
  };
  return { master, client, expected: { masterId: master.masterId, masterPublicKey: master.publicKey } };
}

function linkTo(client: MasterClient, master: LittleMaster) {
  return {
    client,
    address: 'http://head-office.example',
    branch: { id: newId(), name: 'A' },
    masterId: master.masterId,
    masterPublicKey: master.publicKey,
    installationId: newId(),
  };
}

function outcomes(steps: readonly ConnectionStep[]): string {
  return steps.map((step) => step.outcome).join(' ');
}

describe('whether this very master answers', () => {
  test('it does', async () => {
    const { master, client } = setUp();
    expect((await checkMaster(ports, linkTo(client, master), {})).answer.masterId).toBe(master.masterId);
  });

  test.each<[string, (answer: HealthAnswer, other: LittleMaster) => Partial<HealthAnswer>]>([
    ['another epoch under an old signature', () => ({ epoch: newId() })],
    ['another time under an old signature', () => ({ time: '2026-11-23T09:00:00.000Z' })],
    ['another name under an old signature', () => ({ masterId: newId() })],
    ['no signature', () => ({ signature: '' })],
    ['a signature that is none', () => ({ signature: 'AAAA' })],
    ['a key of its own', (_answer, other) => ({ publicKey: other.publicKey })],
  ])('not one with %s', async (_name, change) => {
    const other = createLittleMaster(clock);
    const { master, client } = setUp((answer) => ({ ...answer, ...change(answer, other) }));
    const checked = checkMaster(ports, linkTo(client, master), {});
    if (_name === 'a key of its own') await expect(checked).resolves.toBeDefined();
    else await expect(checked).rejects.toMatchObject({ code: 'not-our-master' });
  });

  test('not another master, however well it signs', async () => {
    const { master } = setUp();
    const other = createLittleMaster(clock);
    const link = linkTo(other.client(newId()), master);
    await expect(checkMaster(ports, link, {})).rejects.toMatchObject({ code: 'not-our-master' });
    await expect(
      checkMaster(ports, { ...link, masterPublicKey: other.publicKey }, {}),
      'with a known key, but another name',
    ).rejects.toMatchObject({ code: 'not-our-master' });
  });

  test('not an old answer played again: the challenge is new each time', async () => {
    let first: HealthAnswer | undefined;
    const { master, client } = setUp((answer) => (first ??= answer));
    await checkMaster(ports, linkTo(client, master), {});
    const later = { ...ports, newChallenge: () => 'cd'.repeat(16) };
    await expect(checkMaster(later, linkTo(client, master), {})).rejects.toMatchObject({ code: 'not-our-master' });
  });

  test.each([
    [{ oldest: 2, newest: 3 }, /This app is too old/],
    [{ oldest: 0, newest: 0 }, /Head office runs a version too old/],
  ])('versions %j: says who must upgrade', async (protocol, sentence) => {
    const { master, client } = setUp((answer) => ({ ...answer, protocol }));
    await expect(checkMaster(ports, linkTo(client, master), {})).rejects.toThrow(sentence);
  });
});

describe('the connection ladder', () => {
  const address = 'http://head-office.example';

  test('passes every step', async () => {
    const { client, expected } = setUp();
    const steps = await climbLadder(ports, { client, address, expected });
    expect(steps.map((step) => step.name)).toEqual([
      'network',
      'address',
      'identity',
      'credentials',
      'clock',
      'versions',
    ]);
    expect(outcomes(steps)).toBe('passed passed passed passed passed passed');
  });

  test('before enrolling, says what comes next', async () => {
    const { client } = setUp();
    const steps = await climbLadder(ports, { client, address, expected: null });
    expect(outcomes(steps)).toBe('passed passed passed warning passed passed');
  });

  test.each<[string, Parameters<typeof fail>, string]>([
    ['no network', ['no-network', 'not-sent'], 'failed not-reached not-reached not-reached not-reached not-reached'],
    ['nobody answers', ['unreachable', 'not-sent'], 'passed failed not-reached not-reached not-reached not-reached'],
    ['a login page', ['not-our-master', 'in-doubt'], 'passed passed failed not-reached not-reached not-reached'],
    ['nonsense', ['malformed-answer', 'in-doubt'], 'passed passed failed not-reached not-reached not-reached'],
    ['trouble', ['master-failed', 'in-doubt'], 'passed failed not-reached not-reached not-reached not-reached'],
  ])('stops at the first step that fails: %s', async (_name, error, expectedOutcomes) => {
    const { master, client, expected } = setUp();
    master.fault = (call) => (call === 'health' ? { when: 'before', error: fail(...error) } : null);
    const steps = await climbLadder(ports, { client, address, expected });
    expect(outcomes(steps)).toBe(expectedOutcomes);
    expect(steps.find((step) => step.outcome === 'failed')?.message).toBe(fail(...error).message);
  });

  test('stops at lost credentials', async () => {
    const { master, client, expected } = setUp();
    master.fault = (call) => (call === 'identify' ? { when: 'before', error: fail('unauthorized', 'answered') } : null);
    expect(outcomes(await climbLadder(ports, { client, address, expected }))).toBe(
      'passed passed passed failed not-reached not-reached',
    );
  });

  test('warns of a wrong clock and goes on', async () => {
    const { master, client, expected } = setUp();
    master.clockOffsetMs = 10 * 60_000;
    const steps = await climbLadder(ports, { client, address, expected });
    expect(outcomes(steps)).toBe('passed passed passed passed warning passed');
    expect(steps[4]?.message).toMatch(/10 minutes slow/);
  });

  test('the host says that there is no network: nothing is asked', async () => {
    const { master, client, expected } = setUp();
    const steps = await climbLadder({ ...ports, hostOnline: () => false }, { client, address, expected });
    expect(outcomes(steps)).toMatch(/^failed/);
    expect(master.calls).toEqual([]);
  });
});

test('enrolling with two servers behind one address connects to neither', async () => {
  const { master, client } = setUp();
  const enrolled = {
    branchId: newId(),
    branchName: 'A',
    token: 't',
    masterId: newId(),
    epoch: newId(),
    publicKey: master.publicKey,
  };
  const twoFaced: MasterClient = { ...client, enroll: () => Promise.resolve(enrolled) };
  const parts = { code: 'CODE', installationId: newId(), appVersion: '0.1.0' };
  await expect(enrollWithMaster(ports, { ...parts, client: twoFaced })).rejects.toMatchObject({
    code: 'not-our-master',
  });
  const honest: MasterClient = { ...client, enroll: () => Promise.resolve({ ...enrolled, masterId: master.masterId }) };
  await expect(enrollWithMaster(ports, { ...parts, client: honest })).resolves.toMatchObject({ branchName: 'A' });
});
