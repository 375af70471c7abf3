import { toErrorShape, type SyncLogError } from '../../shared/errors.ts';
import { clockToleranceMs } from '../../shared/hybrid-clock.ts';
import { connectionStepNames, type ConnectionStep } from '../../shared/ipc/branch.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import type { CallOptions, MasterClient } from '../master-client/master-client.ts';
import { MasterError } from '../master-client/master-error.ts';
import { askHealth, requireCommonVersion, requireMaster, type HealthCheck } from './connectivity.ts';
import type { EnginePorts } from './ports.ts';

export interface LadderParts {
  /** For the address that is tested; with the branch's token when it has one there. */
  readonly client: MasterClient;
  readonly address: string;
  /** Whom to expect there; null when this branch is not enrolled at that address yet. */
  readonly expected: { readonly masterId: string; readonly masterPublicKey: string } | null;
}

type Passed = Pick<ConnectionStep, 'outcome' | 'message' | 'text'>;

const notReached: Passed = {
  outcome: 'not-reached',
  message: 'Not tested, because an earlier step failed.',
  text: { key: 'ladder.notReached', params: {} },
};

type StepName = ConnectionStep['name'];

/** Climbs the way to head office step by step and stops, with the remedy, at the first that fails. */
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
  const climb: Record<StepName, () => Passed | Promise<Passed>> = {
    network: () =>
      ports.hostOnline() === true
        ? pass('This computer has a network.', 'network.passed')
        : pass('No missing network is reported.', 'network.unknown'),
    address: () => pass(`Something answers at ${address}.`, 'address.passed', { address }),
    identity() {
      if (!expected)
        return pass(
          'A SyncLog head office answers. Connect with a code to make it the one of this branch.',
          'identity.new',
        );
      requireMaster(answered().answer, expected.masterId);
      return pass('It is the head office of this branch: it signed our question.', 'identity.passed');
    },
    async credentials() {
      if (!expected) return warn('Not connected yet: enter the code that head office gave you.', 'credentials.none');
      const { branchName } = await client.identify(options);
      return pass(`Head office knows this branch as "${branchName}".`, 'credentials.passed', { name: branchName });
    },
    clock: () => judgeClock(answered()),
    versions() {
      requireCommonVersion(answered().answer);
      return pass('This app and head office understand each other.', 'versions.passed');
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
        const { code, message } = toErrorShape(error);
        steps.push({ name, outcome: 'failed', message, text: { key: `errors.${code}`, params: {} } });
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

function stepOf({ code }: SyncLogError): StepName {
  if (code === 'no-network') return 'network';
  return code === 'not-our-master' || code === 'malformed-answer' ? 'identity' : 'address';
}

function judgeClock({ answer, sentAt, receivedAt }: HealthCheck): Passed {
  const offset = Math.round(Date.parse(answer.time) - (sentAt + receivedAt) / 2);
  if (Math.abs(offset) <= clockToleranceMs) return pass('The clock of this computer is right.', 'clock.passed');
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const direction = offset > 0 ? 'slow' : 'fast';
  return warn(
    `The clock of this computer is ${minutes} minutes ${direction}. Set it right; SyncLog corrects its times until then.`,
    `clock.${direction}`,
    { minutes },
  );
}

function pass(message: string, key: string, params: TextRef['params'] = {}): Passed {
  return { outcome: 'passed', message, text: { key: `ladder.${key}`, params } };
}

function warn(message: string, key: string, params: TextRef['params'] = {}): Passed {
  return { ...pass(message, key, params), outcome: 'warning' };
}
