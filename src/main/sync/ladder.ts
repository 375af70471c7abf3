import { isoTime } from '../../shared/clock.ts';
import { toErrorShape, type SyncLogError } from '../../shared/errors.ts';
import { connectionStepNames, type ConnectionStep } from '../../shared/ipc/branch.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import { isLoopback } from '../master-client/master-address.ts';
import type { CallOptions, MasterClient } from '../master-client/master-client.ts';
import { MasterError, reasonOf, type MasterReason } from '../master-client/master-error.ts';
import { askHealth, requireCommonVersion, requireMaster, type HealthCheck } from './connectivity.ts';
import { found, judgeClock, judgeLine, passed, type Found } from './ladder-findings.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

export interface LadderParts {
  /** For the address that is tested; with the branch's token when it has one there. */
  readonly client: MasterClient;
  readonly address: string;
  /** Whom to expect there; null when this branch is not enrolled at that address yet. */
  readonly expected: Pick<MasterLink, 'masterId' | 'masterPublicKey' | 'installationId'> | null;
}

type StepName = ConnectionStep['name'];

const notReached = found('not-reached', 'Not tested, because an earlier step failed.', 'ladder.notReached');

/** Climbs the way to head office step by step and stops, with the remedy, at the first that fails. Changes nothing on either side. */
export async function climbLadder(
  ports: Pick<EnginePorts, 'clock' | 'newChallenge' | 'hostOnline'>,
  { client, address, expected }: LadderParts,
  options: CallOptions = {},
): Promise<ConnectionStep[]> {
  const asked = await ask(() => askHealth(ports, client, expected?.masterPublicKey ?? null, options));
  /** @throws what the question died of */
  const answered = (): HealthCheck => {
    if (asked.ok) return asked.check;
    throw asked.error;
  };
  const failsAt = asked.ok ? null : stepOf(asked.error);
  const { hostname: host } = new URL(address);
  const climb: Record<StepName, () => Found | Promise<Found>> = {
    network: () =>
      ports.hostOnline() === true
        ? passed('This computer has a network.', 'ladder.network.passed')
        : passed('No missing network is reported.', 'ladder.network.unknown'),
    internet: () =>
      isLoopback(address)
        ? passed('Head office runs on this very computer; the internet is not needed.', 'ladder.internet.here')
        : passed(`The network knows the way to ${host}.`, 'ladder.internet.passed', { host }),
    address: () => passed(`Something answers at ${address}.`, 'ladder.address.passed', { address }),
    certificate: () => judgeLine(address),
    identity() {
      if (!expected)
        return passed(
          'A SyncLog head office answers. Connect with a code to make it the one of this branch.',
          'ladder.identity.new',
        );
      requireMaster(answered().answer, expected.masterId);
      return passed('It is the head office of this branch: it signed our question.', 'ladder.identity.passed');
    },
    async credentials() {
      if (!expected)
        return found(
          'warning',
          'Not connected yet: enter the code that head office gave you.',
          'ladder.credentials.none',
        );
      const { branchName } = await client.identify(options);
      return passed(`Head office knows this branch as "${branchName}".`, 'ladder.credentials.passed', {
        name: branchName,
      });
    },
    clock: () => judgeClock(answered()),
    versions() {
      requireCommonVersion(answered().answer);
      return passed('This app and head office understand each other.', 'ladder.versions.passed');
    },
    async writes() {
      if (!expected)
        return found('not-reached', 'Tested as soon as this branch is connected to head office.', 'ladder.writes.none');
      const { installationId } = expected;
      const { epoch } = answered().answer;
      // The way of every change, with none on it: through proxies, past the copies of this branch (I18), and to a database that can be written.
      const request = { installationId, epoch, sentAt: isoTime(ports.clock.now()), changes: [] };
      await client.push(request, options);
      return passed('Head office takes changes from this branch.', 'ladder.writes.passed');
    },
  };
  const steps: ConnectionStep[] = [];
  let failed = false;
  for (const name of connectionStepNames) {
    if (failed) steps.push({ name, ...notReached });
    else {
      try {
        if (name === failsAt) answered();
        steps.push({ name, ...(await climb[name]()) });
      } catch (error) {
        failed = true;
        steps.push({ name, ...failure(error, name, { host, address }) });
      }
    }
  }
  return steps;
}

type Asked = { readonly ok: true; readonly check: HealthCheck } | { readonly ok: false; readonly error: SyncLogError };

async function ask(question: () => Promise<HealthCheck>): Promise<Asked> {
  try {
    return { ok: true, check: await question() };
  } catch (error) {
    if (error instanceof MasterError) return { ok: false, error };
    throw error;
  }
}

const stepsOfReasons: Partial<Record<MasterReason, StepName>> = {
  unknownHost: 'internet',
  proxySignIn: 'internet',
  proxyGone: 'internet',
  proxyShut: 'internet',
  certificate: 'certificate',
  notSecure: 'certificate',
};

/** The step at which the first question to head office died. */
function stepOf(error: SyncLogError): StepName {
  if (error.code === 'no-network') return 'network';
  const reason = reasonOf(error);
  const step = reason && stepsOfReasons[reason];
  if (step) return step;
  return error.code === 'not-our-master' || error.code === 'malformed-answer' ? 'identity' : 'address';
}

/** What a step died of: by its reason, which says what to do there; else by its code. */
function failure(error: unknown, name: StepName, params: TextRef['params']): Found {
  const { code, message } = toErrorShape(error);
  const reason = error instanceof MasterError ? reasonOf(error) : null;
  if (!reason) return { outcome: 'failed', message, text: { key: `errors.${code}`, params: {} } };
  const cannotStore = name === 'writes' && reason === 'masterFailed';
  return { outcome: 'failed', message, text: { key: `ladder.failed.${cannotStore ? 'cannotStore' : reason}`, params } };
}
