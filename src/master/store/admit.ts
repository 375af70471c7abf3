import { SyncLogError } from '../../shared/errors.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';
import { holdsMark } from './feed-mark.ts';

/** What a branch says of itself with a request. What it leaves out is not looked at. */
export interface Claim {
  readonly epoch?: string | undefined;
  readonly installationId?: string | undefined;
  /** What head office may know it by. */
  readonly known?: readonly string[] | undefined;
  /** What it is known by once the request has been taken. */
  readonly next?: string | undefined;
  /** An entry of the feed that it has seen. */
  readonly mark?: string | undefined;
  /** How far it has read. */
  readonly after?: number | undefined;
}

/** The branch has seen entries that this database does not have: an older copy was put in its place, and nobody told (I17). */
export class FeedWasRewound extends Error {}

const sentences = {
  epoch: 'Head office was restored from a backup since this branch last asked.',
  clone:
    'Another installation has taken this branch over, so this one was stopped. If this is the right one, let it rejoin; else close it. Records are kept here.',
  rewound:
    'Head office has heard from this branch what this installation knows nothing of: it was restored from an older copy, or a copy of its data is used elsewhere. Nothing was sent; let it rejoin. Records are kept here.',
} as const;

/**
 * Lets a request in, inside the transaction that carries it out: two copies of one branch can never both be let in for the same position (I18).
 * @throws SyncLogError `epoch-changed`, `clone-detected`, `branch-rewound`; FeedWasRewound
 */
export function admit(
  prepare: Prepare,
  branchId: string,
  claim: Claim,
  current: { epoch: string; head: number },
): void {
  if (claim.epoch !== undefined && claim.epoch !== current.epoch)
    throw new SyncLogError('epoch-changed', sentences.epoch);
  // Before the position, because a head office that was put back has forgotten that too.
  const sameFeed = claim.epoch !== undefined;
  if (sameFeed && claim.mark !== undefined && !holdsMark(prepare, claim.mark)) throw new FeedWasRewound();
  if (sameFeed && claim.after !== undefined && claim.after > current.head) throw new FeedWasRewound();
  const branch = prepare<{ installation_id: string | null; position: string | null }>(
    'select installation_id, position from branches where id = ?',
  ).get(branchId);
  if (!branch) return;
  const { installation_id: installationId, position } = branch;
  if (claim.installationId !== undefined && installationId !== null && claim.installationId !== installationId)
    throw new SyncLogError('clone-detected', sentences.clone);
  // The very same request once more (a proxy repeats, a line doubles) is let in: its changes have their receipts.
  if (claim.known && position !== null && position !== claim.next && !claim.known.includes(position))
    throw new SyncLogError('branch-rewound', sentences.rewound);
  if (claim.next === undefined) return;
  prepare('update branches set position = ?, installation_id = coalesce(installation_id, ?) where id = ?').run(
    claim.next,
    claim.installationId ?? null,
    branchId,
  );
}
