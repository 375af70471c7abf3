import type { EnrollAnswer } from '../../shared/protocol/enroll.ts';
import type { CallOptions, MasterClient } from '../master-client/master-client.ts';
import { MasterError } from '../master-client/master-error.ts';
import { askHealth, requireCommonVersion } from './connectivity.ts';
import type { EnginePorts } from './ports.ts';

export interface EnrollParts {
  /** For the address a person typed; needs no token. */
  readonly client: MasterClient;
  readonly code: string;
  readonly installationId: string;
  readonly appVersion: string;
}

/**
 * Connects this installation to head office with a one-time code. Who answers must be able to prove the identity that it hands out, before the code is spent
 * and after, so that a branch never ends up with a token of one master and the key of another.
 * @throws MasterError; `wrong-code` when the code is unknown, used or expired
 */
export async function enrollWithMaster(
  ports: Pick<EnginePorts, 'clock' | 'newChallenge' | 'hostOnline'>,
  { client, code, installationId, appVersion }: EnrollParts,
  options: CallOptions = {},
): Promise<EnrollAnswer> {
  const { answer } = await askHealth(ports, client, null, options);
  requireCommonVersion(answer);
  const enrolled = await client.enroll({ code, installationId, appVersion }, options);
  if (enrolled.masterId !== answer.masterId || enrolled.publicKey !== answer.publicKey) {
    throw new MasterError(
      'not-our-master',
      'Two different servers answer at this address. The branch was not connected; ask head office for another code and check the address.',
      { certainty: 'answered' },
    );
  }
  return enrolled;
}
