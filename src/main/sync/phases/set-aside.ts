import type { KnownReceipt } from '../../../shared/protocol/rejoin.ts';
import { MasterError } from '../../master-client/master-error.ts';
import type { RunContext } from '../run-context.ts';
import type { Settlement } from '../sync-store.ts';
import type { PushPorts } from './push.ts';
import { logIdsOf, type Group } from './groups.ts';

/** A group at which the master fails also when it stands alone. */
export interface SetAside {
  readonly group: Group;
  readonly error: MasterError;
  /** When it is tried again, in milliseconds since 1970. */
  readonly retryAt: number;
}

/**
 * Head office may have taken what it fails to answer: then its receipts say so, and that much is settled (I7). Returns what it has not taken.
 */
export async function settleTaken(
  { store, suspects, settledNow, logger }: Pick<PushPorts, 'store' | 'suspects' | 'settledNow' | 'logger'>,
  run: RunContext,
  group: Group,
): Promise<Group> {
  const taken = new Map<string, KnownReceipt>();
  try {
    const changeIds = group.map((item) => item.change.changeId);
    const { epoch, receipts } = await run.link.client.receipts({ changeIds }, { signal: run.signal, runId: run.id });
    if (epoch === run.epoch) for (const receipt of receipts) taken.set(receipt.changeId, receipt);
  } catch (error) {
    if (!(error instanceof MasterError)) throw error;
    logger.info('Head office does not say what it has taken', { run: run.id, code: error.code });
  }
  const settlements = group.flatMap(({ logId, change }): Settlement[] => {
    const receipt = taken.get(change.changeId);
    if (!receipt) return [];
    const { sequence, version, confirmedAt } = receipt;
    return [{ logId, accepted: true, status: 'duplicate', receipt: { sequence, version, confirmed_at: confirmedAt } }];
  });
  if (settlements.length === 0) return group;
  settledNow(await store.settle(settlements));
  suspects.cleared(settlements.map(({ logId }) => logId));
  return group.filter(({ change }) => !taken.has(change.changeId));
}

/** Puts the group away for a while (I5). @param doubtful it may have come through all the same */
export async function setAside(
  { store, clock, suspects }: Pick<PushPorts, 'store' | 'clock' | 'suspects'>,
  group: Group,
  error: MasterError,
  doubtful: boolean,
): Promise<SetAside> {
  const retryAt = clock.now() + suspects.failed(group);
  const what = error.code === 'too-large' ? 'This is too large for head office' : 'Head office fails at this';
  const message = `${what}, also when it is sent alone, and does not refuse it. It is kept and tried again by itself. An edit of the record goes out in its place.`;
  await store.setAside(logIdsOf([group]), { code: error.code, message, doubtful, retryAtMs: retryAt });
  return { group, error, retryAt };
}

/** What the run says of what it had to set aside: the first of them, and how many there are. */
export function describeSetAside({ group, error }: SetAside, count: number): MasterError {
  const change = group[0]?.change;
  const which = change ? `${change.modelName} ${change.modelId}` : 'a change';
  const others = count > 1 ? ` and ${count - 1} more` : '';
  const message = `Head office fails at ${which}${others}, without refusing it. It is kept and tried again by itself; everything else goes out. If it stays, edit the record (the edit goes out in its place), or send the log to support.`;
  return new MasterError(error.code, message, { certainty: error.certainty, status: error.status });
}
