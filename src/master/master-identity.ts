import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { z } from 'zod';
import type { IdSource } from '../shared/ids.ts';
import { healthSignatureText } from '../shared/protocol/health.ts';
import type { MasterStore } from './store/master-store.ts';

const storedSchema = z.object({ masterId: z.uuid(), privateKey: z.string() });

/** Who this head office is, and how it proves it. */
export interface MasterIdentity {
  readonly masterId: string;
  /** Changed when the database is restored from a backup (I17). As it was when it was last looked at. */
  readonly epoch: string;
  /** Looks again: another process may have begun a new epoch. */
  refresh(): Promise<string>;
  /** Ed25519, SPKI, base64url. */
  readonly publicKey: string;
  /** Signature over a health answer, base64url. */
  sign(challenge: string, time: string): string;
}

/** Reads the identity of this database; makes one at the first start. */
export async function readIdentity(store: MasterStore, newId: IdSource): Promise<MasterIdentity> {
  const { privateKey: fresh } = generateKeyPairSync('ed25519');
  const made = JSON.stringify({ masterId: newId(), privateKey: fresh.export({ type: 'pkcs8', format: 'pem' }) });
  // Of two processes that start at once, one's identity wins and both use it.
  const stored = storedSchema.parse(JSON.parse(await store.initState('identity', made)));
  let epoch = await store.epoch();
  const privateKey = createPrivateKey(stored.privateKey);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64url');
  const { masterId } = stored;
  return {
    masterId,
    get epoch() {
      return epoch;
    },
    async refresh() {
      epoch = await store.epoch();
      return epoch;
    },
    publicKey,
    sign: (challenge, time) =>
      sign(null, Buffer.from(healthSignatureText(challenge, { masterId, epoch, time })), privateKey).toString(
        'base64url',
      ),
  };
}
