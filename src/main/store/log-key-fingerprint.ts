import { z } from 'zod';
import type { StoreContext } from './context.ts';
import { readState, writeState } from './state-rows.ts';

const stateKey = 'logKeyFingerprint';

export function readLogKeyFingerprint(context: StoreContext): string | null {
  const text = readState(context).get(stateKey);
  return text === undefined ? null : z.string().parse(JSON.parse(text));
}

/** Inside a transaction: the first of two processes wins, and the other one sees it. */
export function claimLogKey(context: StoreContext, fingerprint: string, instead: string | null): string {
  const known = readLogKeyFingerprint(context);
  if (known !== null && known !== instead) return known;
  writeState(context, stateKey, JSON.stringify(fingerprint));
  return fingerprint;
}
