import { mostPositions } from '../../shared/protocol/common.ts';
import type { CallOptions } from '../master-client/master-client.ts';
import { MasterError, masterSentences } from '../master-client/master-error.ts';
import type { ConnectionMemory } from './connection-memory.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

type ReconcilePorts = Pick<EnginePorts, 'store' | 'logger'> & { readonly connection: ConnectionMemory };

interface ReconcileOptions {
  readonly signal: AbortSignal;
  readonly runId: string;
}

/** Long before there are so many that no more can be said. */
const positionsBeforeAsking = mostPositions / 2;

/**
 * After many requests without an answer: asks what head office knows this branch by, so that the others can be forgotten (I18).
 * @throws MasterError `branch-rewound` when it is none of them
 */
export async function settleStanding(ports: ReconcilePorts, link: MasterLink, options: CallOptions): Promise<void> {
  if (ports.store.facts().positions.length < positionsBeforeAsking) return;
  if (await isKnown(ports, link, options)) return;
  throw new MasterError('branch-rewound', masterSentences.rewound, { certainty: 'answered' });
}

/**
 * Brings the histories of branch and head office together where that can be done by itself. True when the exchange can be tried again.
 * @throws MasterError when head office cannot be asked
 */
export async function reconcile(
  ports: ReconcilePorts,
  link: MasterLink,
  error: unknown,
  options: ReconcileOptions,
): Promise<boolean> {
  if (!(error instanceof MasterError) || options.signal.aborted) return false;
  if (error.code === 'epoch-changed') return await adoptEpoch(ports, link, options);
  // A late request of a process that has lost its lease is turned away too, although nobody has copied anything: asked once more, calmly.
  if (error.code === 'branch-rewound') return await isKnown(ports, link, options);
  return false;
}

/** Head office was put back to an older copy: what it lacks is logged anew, and its feed is read again (I17). */
async function adoptEpoch(
  { store, connection, logger }: ReconcilePorts,
  link: MasterLink,
  options: ReconcileOptions,
): Promise<boolean> {
  const { epoch: known, marks } = store.facts();
  const { epoch } = await connection.prove(link, options);
  if (known === null || epoch === known) return false;
  const answer = await link.client.common({ epoch: known, marks: [...marks] }, options);
  const { common, epoch: answered, versionFloor } = answer;
  if (answered !== epoch) return false;
  const logged = await store.adoptEpoch(epoch, common, versionFloor);
  logger.warn('Head office was restored from a backup; what it may lack is sent again', { common, logged });
  return true;
}

async function isKnown({ store }: ReconcilePorts, link: MasterLink, options: CallOptions): Promise<boolean> {
  const { position } = await link.client.identify(options);
  if (position === undefined || position === null) return true;
  if (!store.facts().positions.includes(position)) return false;
  store.settlePosition(position);
  return true;
}
