import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { oldestProtocolVersion, protocolVersion } from '../../shared/protocol/common.ts';
import { healthSignatureText, type HealthAnswer } from '../../shared/protocol/health.ts';
import type { Connection } from '../../shared/status.ts';
import type { CallOptions, MasterClient } from '../master-client/master-client.ts';
import { MasterError, masterSentences } from '../master-client/master-error.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

type ConnectionState = Connection['state'];

/** The step of the way to head office at which an error says that it is closed; undefined for an error that says nothing about the way. */
export function connectionStateOf(error: unknown): ConnectionState | undefined {
  if (!(error instanceof MasterError)) return undefined;
  switch (error.code) {
    case 'no-network':
    case 'unreachable':
    case 'not-our-master':
    case 'unauthorized':
    case 'upgrade-required':
    case 'epoch-changed':
    case 'branch-rewound':
    case 'clone-detected':
      return error.code;
    case 'timeout':
      return 'unreachable';
    case 'master-failed':
    case 'overloaded':
    case 'malformed-answer':
      return 'master-trouble';
    default:
      return undefined;
  }
}

export interface HealthCheck {
  readonly answer: HealthAnswer;
  /** Our clock before and after. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

type AskPorts = Pick<EnginePorts, 'clock' | 'newChallenge' | 'hostOnline'>;

/**
 * Asks the master of the link to prove who it is: "online" means that this very master signed our challenge, not that something answered.
 * @throws MasterError saying at which step the way is closed
 */
export async function checkMaster(ports: AskPorts, link: MasterLink, options: CallOptions): Promise<HealthCheck> {
  const check = await askHealth(ports, link.client, link.masterPublicKey, options);
  requireMaster(check.answer, link.masterId);
  requireCommonVersion(check.answer);
  return check;
}

/** @throws MasterError `not-our-master` */
export function requireMaster(answer: HealthAnswer, masterId: string): void {
  if (answer.masterId === masterId) return;
  throw refuse('not-our-master', masterSentences.otherMaster);
}

/** @param publicKey what the signature must match; null: the key in the answer itself, where no key is known yet */
export async function askHealth(
  ports: AskPorts,
  client: MasterClient,
  publicKey: string | null,
  options: CallOptions,
): Promise<HealthCheck> {
  // When the host says that there is no network it can be believed; when it says that there is one, that means little.
  if (ports.hostOnline() === false) throw refuse('no-network', masterSentences.noNetwork, 'not-sent');
  const challenge = ports.newChallenge();
  const sentAt = ports.clock.now();
  const answer = await client.health(challenge, options);
  const receivedAt = ports.clock.now();
  if (!isSigned(challenge, answer, publicKey ?? answer.publicKey)) {
    throw refuse('not-our-master', masterSentences.unproven);
  }
  return { answer, sentAt, receivedAt };
}

/** @throws MasterError `upgrade-required` saying which side is too old */
export function requireCommonVersion({ protocol }: HealthAnswer): void {
  if (protocolVersion < protocol.oldest) {
    throw refuse('upgrade-required', masterSentences.appTooOld);
  }
  if (oldestProtocolVersion > protocol.newest) {
    throw refuse('upgrade-required', masterSentences.masterTooOld);
  }
}

let lastKey: { readonly text: string; readonly key: KeyObject } | undefined;

/** It is the same one each time, and reading it costs as much as the check of the signature. */
function readKey(text: string): KeyObject {
  if (lastKey?.text === text) return lastKey.key;
  const key = createPublicKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'spki' });
  lastKey = { text, key };
  return key;
}

function isSigned(challenge: string, answer: HealthAnswer, publicKey: string): boolean {
  try {
    return verify(
      null,
      Buffer.from(healthSignatureText(challenge, answer)),
      readKey(publicKey),
      Buffer.from(answer.signature, 'base64url'),
    );
  } catch {
    // A key or signature that cannot even be read proves nothing either.
    return false;
  }
}

function refuse(
  code: 'no-network' | 'not-our-master' | 'upgrade-required',
  sentence: string,
  certainty: 'answered' | 'not-sent' = 'answered',
) {
  return new MasterError(code, sentence, { certainty });
}
