import type { Prepare } from '../../sqlite/statement-cache.ts';
import type { Claim } from './admit.ts';
import type { FeedQuery } from './master-store.ts';

/**
 * Up to which sequence this branch is handed its own entries as well, because another database may have made them: an older copy of this one, or another installation of
 * the branch. Behind it every entry was made by the very database that asks, so that it need not get it back (I13). Inside the transaction that has let the request in: a
 * copy that knows less than it was once told was turned away there (I18), unless head office was put back and has forgotten by what it knew it (I17).
 * @param head the newest entry, for where that is not certain
 */
export function ownUpTo(
  prepare: Prepare,
  { branchId, mode }: FeedQuery,
  claim: Claim | undefined,
  head: number,
): number {
  // Who follows the feed without saying who he is has what he has sent.
  if (claim?.installationId === undefined || claim.known === undefined) return mode === 'latest' ? head : 0;
  const row = prepare<{ own_after: number | null }>(
    'select own_after from branches where id = ? and installation_id = ?',
  ).get(branchId, claim.installationId);
  return row?.own_after ?? head;
}

/**
 * Somebody has sent as this branch, and was let in. Who does not say which installation he is: from now on nobody knows which of the branch's entries its
 * installation has. Who does say it has made every entry from here on.
 * @param head the newest entry before
 */
export function noteSender(prepare: Prepare, branchId: string, claim: Claim | undefined, head: number): void {
  if (claim?.installationId !== undefined && claim.next !== undefined)
    prepare('update branches set own_after = ? where id = ? and own_after is null').run(head, branchId);
  else prepare('update branches set own_after = null where id = ? and own_after is not null').run(branchId);
}
