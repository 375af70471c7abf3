import { describe, expect, test } from 'vitest';
import type { MasterClient } from '../../../../src/main/master-client/master-client.ts';
import { MasterError, masterSentences, type MasterReason } from '../../../../src/main/master-client/master-error.ts';
import { checkMaster } from '../../../../src/main/sync/connectivity.ts';
import { climbLadder } from '../../../../src/main/sync/ladder.ts';
import { enrollWithMaster } from '../../../../src/main/sync/enroll.ts';
import { connectionStepNames, type ConnectionStep } from '../../../../src/shared/ipc/branch.ts';
import type { HealthAnswer } from '../../../../src/shared/protocol/health.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { catalogueOf, textsOf } from '../../../support/catalogue.ts';
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
  return {
    master,
    client,
    expected: { masterId: master.masterId, masterPublicKey: master.publicKey, installationId: newId() },
  };
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
  const address = 'https://head-office.example';
  /** Up to and without a step everything passes; it fails, and nothing after it is tested. */
  const failingAt = (name: ConnectionStep['name']): string => {
    const at = connectionStepNames.indexOf(name);
    return connectionStepNames
      .map((_step, index) => (index < at ? 'passed' : index === at ? 'failed' : 'not-reached'))
      .join(' ');
  };

  test('passes every step, in the order of the way', async () => {
    const { client, expected, master } = setUp();
    const steps = await climbLadder(ports, { client, address, expected });
    expect(steps.map((step) => step.name)).toEqual([...connectionStepNames]);
    expect(outcomes(steps)).toBe(connectionStepNames.map(() => 'passed').join(' '));
    expect(master.feed, 'nothing was written by it').toEqual([]);
  });

  test('before enrolling, says what comes next, and sends nothing', async () => {
    const { client, master } = setUp();
    const steps = await climbLadder(ports, { client, address, expected: null });
    expect(outcomes(steps)).toBe('passed passed passed passed passed warning passed passed not-reached');
    expect(steps.at(-1)?.text.key).toBe('ladder.writes.none');
    expect(master.calls.map(({ call }) => call)).toEqual(['health']);
  });

  test.each<[MasterReason, MasterError['code'], ConnectionStep['name']]>([
    ['noNetwork', 'no-network', 'network'],
    ['unknownHost', 'unreachable', 'internet'],
    ['proxySignIn', 'not-our-master', 'internet'],
    ['unreachable', 'unreachable', 'address'],
    ['refused', 'unreachable', 'address'],
    ['timeout', 'timeout', 'address'],
    ['masterFailed', 'master-failed', 'address'],
    ['certificate', 'not-our-master', 'certificate'],
    ['notSecure', 'not-our-master', 'certificate'],
    ['loginPage', 'not-our-master', 'identity'],
    ['notSyncLog', 'not-our-master', 'identity'],
    ['malformed', 'malformed-answer', 'identity'],
  ])('stops at the first step that fails, with what to do there: %s', async (reason, code, name) => {
    const { master, client, expected } = setUp();
    const error = new MasterError(code, masterSentences[reason], { certainty: 'in-doubt' });
    master.fault = (call) => (call === 'health' ? { when: 'before', error } : null);
    const steps = await climbLadder(ports, { client, address, expected });
    expect(outcomes(steps)).toBe(failingAt(name));
    expect(steps.find((step) => step.outcome === 'failed')).toMatchObject({
      message: masterSentences[reason],
      text: { key: `ladder.failed.${reason}`, params: { host: 'head-office.example', address } },
    });
  });

  test('has a sentence of its own for every reason, in every language', () => {
    for (const catalogue of Object.values(catalogueOf)) {
      const texts = textsOf(catalogue);
      expect(Object.keys(masterSentences).filter((reason) => !texts.has(`ladder.failed.${reason}`))).toEqual([]);
    }
  });

  test('stops at lost credentials', async () => {
    const { master, client, expected } = setUp();
    master.fault = (call) => (call === 'identify' ? { when: 'before', error: fail('unauthorized', 'answered') } : null);
    expect(outcomes(await climbLadder(ports, { client, address, expected }))).toBe(failingAt('credentials'));
  });

  test.each([
    ['another copy of the branch was let in', fail('clone-detected', 'answered'), 'errors.clone-detected'],
    [
      'it cannot write its database',
      new MasterError('master-failed', masterSentences.masterFailed, { certainty: 'in-doubt' }),
      'ladder.failed.cannotStore',
    ],
  ])('stops where head office would not take a change: %s', async (_name, error, key) => {
    const { master, client, expected } = setUp();
    master.fault = (call) => (call === 'push' ? { when: 'before', error } : null);
    const steps = await climbLadder(ports, { client, address, expected });
    expect(outcomes(steps)).toBe(failingAt('writes'));
    expect(steps.at(-1)?.text.key).toBe(key);
  });

  test.each([
    ['http://127.0.0.1:4400', 'passed', 'ladder.certificate.here'],
    ['http://192.168.1.10:4400', 'passed', 'ladder.certificate.ownNetwork'],
    ['http://till-server:4400', 'passed', 'ladder.certificate.ownNetwork'],
    ['http://[fd00::1]:4400', 'passed', 'ladder.certificate.ownNetwork'],
    ['http://head-office.example', 'warning', 'ladder.certificate.open'],
    ['http://203.0.113.9', 'warning', 'ladder.certificate.open'],
    ['https://head-office.example', 'passed', 'ladder.certificate.passed'],
  ])('says whether what travels to %s can be read on the way', async (to, outcome, key) => {
    const { client, expected } = setUp();
    const steps = await climbLadder(ports, { client, address: to, expected });
    expect(steps.find(({ name }) => name === 'certificate')).toMatchObject({ outcome, text: { key } });
  });

  test('warns of a wrong clock, says what it does to sales, and goes on', async () => {
    const { master, client, expected } = setUp();
    master.clockOffsetMs = 10 * 60_000;
    const steps = await climbLadder(ports, { client, address, expected });
    const clockStep = steps.find(({ name }) => name === 'clock');
    expect(clockStep?.outcome).toBe('warning');
    expect(clockStep?.message).toMatch(/10 minutes slow.*sales made until then carry the wrong time/);
    expect(steps.at(-1)?.outcome).toBe('passed');
  });

  test('the host says that there is no network: nothing is asked', async () => {
    const { master, client, expected } = setUp();
    const steps = await climbLadder({ ...ports, hostOnline: () => false }, { client, address, expected });
    expect(outcomes(steps)).toBe(failingAt('network'));
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
