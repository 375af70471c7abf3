import { z } from 'zod';
import type { StoreContext } from './context.ts';

const stateKey = 'logKeyFingerprint';

export function readLogKeyFingerprint(context: StoreContext): string | null {
  const row = context.prepare<{ value: string }>('select value from sync_state where key = ?').get(stateKey);
  return row ? z.string().parse(JSON.parse(row.value)) : null;
}

/** Inside a transaction: the first of two processes wins, and the other one sees it. */
export function claimLogKey(context: StoreContext, fingerprint: string, instead: string | null): string {
  const known = readLogKeyFingerprint(context);
  if (known !== null && known !== instead) return known;
  context
    .prepare('insert into sync_state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value')
    .run(stateKey, JSON.stringify(fingerprint));
  return fingerprint;
}
