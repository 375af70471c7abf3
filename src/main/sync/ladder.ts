import { toErrorShape, type SyncLogError } from '../../shared/errors.ts';
import { clockToleranceMs } from '../../shared/hybrid-clock.ts';
import { connectionStepNames, type ConnectionStep } from '../../shared/ipc/branch.ts';
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

type StepName = ConnectionStep['name'];
type Passed = { readonly outcome: 'passed' | 'warning'; readonly message: string };

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
      pass(ports.hostOnline() === true ? 'This computer has a network.' : 'No missing network is reported.'),
    address: () => pass(`Something answers at ${address}.`),
    identity() {
      if (!expected)
        return pass('A SyncLog head office answers. Connect with a code to make it the one of this branch.');
      requireMaster(answered().answer, expected.masterId);
      return pass('It is the head office of this branch: it signed our question.');
    },
    async credentials() {
      if (!expected) return warn('Not connected yet: enter the code that head office gave you.');
      const { branchName } = await client.identify(options);
      return pass(`Head office knows this branch as "${branchName}".`);
    },
    clock: () => judgeClock(answered()),
    versions() {
      requireCommonVersion(answered().answer);
      return pass('This app and head office understand each other.');
    },
  };
  const steps: ConnectionStep[] = [];
  let failed = false;
  for (const name of connectionStepNames) {
    if (failed) steps.push({ name, outcome: 'not-reached', message: 'Not tested, because an earlier step failed.' });
    else {
      try {
        if (name === failsAt) answered();
        steps.push({ name, ...(await climb[name]()) });
      } catch (error) {
        failed = true;
        steps.push({ name, outcome: 'failed', message: toErrorShape(error).message });
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
  if (Math.abs(offset) <= clockToleranceMs) return pass('The clock of this computer is right.');
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const direction = offset > 0 ? 'slow' : 'fast';
  return warn(
    `The clock of this computer is ${minutes} minutes ${direction}. Set it right; SyncLog corrects its times until then.`,
  );
}

function pass(message: string): Passed {
  return { outcome: 'passed', message };
}

function warn(message: string): Passed {
  return { outcome: 'warning', message };
}
