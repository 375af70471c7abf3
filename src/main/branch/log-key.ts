import { randomBytes } from 'node:crypto';
import { fingerprintOf } from '../store/log/log-vault.ts';
import type { Store } from '../store/open-store.ts';
import { toErrorShape } from '../../shared/errors.ts';
import type { Logger } from '../logger.ts';
import type { SecretStore } from './branch.ts';

const secretName = 'logKey';
const keyBytes = 32;

export interface LogKeyOptions {
  /** Whether this host's secrets are where the key belongs, so that a key that is gone from there is gone for good. */
  readonly mayReplace: boolean;
  readonly logger: Logger;
}

/**
 * The key for the sensitive values in the log, made once and kept where the branch's secrets are. Null where it cannot be had: by another host whose secrets lie
 * elsewhere (the command line beside the desktop app), or while the key store is locked. Its fingerprint in the database tells whether a key is the right one.
 */
export async function findLogKey(
  secrets: SecretStore,
  store: Store,
  { mayReplace, logger }: LogKeyOptions,
): Promise<Buffer | null> {
  try {
    return await openOrMake(secrets, store, mayReplace);
  } catch (error) {
    // Recording goes on without it: what is saved is worth more than how the log keeps it.
    logger.warn('The key for sensitive values in the log cannot be had', { reason: toErrorShape(error).message });
    return null;
  }
}

async function openOrMake(secrets: SecretStore, store: Store, mayReplace: boolean): Promise<Buffer | null> {
  const known = store.logKeyFingerprint();
  const kept = await secrets.read(secretName);
  if (kept !== null) {
    const key = Buffer.from(kept, 'base64url');
    return store.claimLogKey(fingerprintOf(key)) === fingerprintOf(key) ? key : null;
  }
  if (known !== null && !mayReplace) return null;
  const key = randomBytes(keyBytes);
  await secrets.write(secretName, key.toString('base64url'));
  return store.claimLogKey(fingerprintOf(key), known) === fingerprintOf(key) ? key : null;
}
