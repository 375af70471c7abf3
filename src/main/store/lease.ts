import type { StoreContext } from './context.ts';
import { isGone } from './lease-owner.ts';

/** One sync at a time per store, across processes (I8): true when the lease is ours until `untilMs`. A killed process's lease is taken at once. */
export function takeLease(context: StoreContext, owner: string, nowMs: number, untilMs: number): boolean {
  const held = context.prepare<{ owner: string }>('select owner from sync_lease where id = 1').get();
  if (held && held.owner !== owner && isGone(held.owner)) releaseLease(context, held.owner);
  const { changes } = context
    .prepare(
      `insert into sync_lease (id, owner, expires_at) values (1, ?, ?)
        on conflict (id) do update set owner = excluded.owner, expires_at = excluded.expires_at
        where sync_lease.owner = excluded.owner or sync_lease.expires_at <= ? or sync_lease.expires_at > ? + 600000`,
    )
    // A lease that ends more than ten minutes from now was written by a clock that has been set back since.
    .run(owner, untilMs, nowMs, nowMs);
  return changes === 1;
}

export function releaseLease(context: StoreContext, owner: string): void {
  context.prepare('delete from sync_lease where owner = ?').run(owner);
}
