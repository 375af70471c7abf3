import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A PIN as it is kept: never the PIN itself. Salt and hash are base64url; the costs are kept beside them so that they can be raised later. */
export const pinHashSchema = z.strictObject({
  salt: z.string(),
  hash: z.string(),
  cost: z.number().int().positive(),
  blockSize: z.number().int().positive(),
  parallel: z.number().int().positive(),
});
export type PinHash = z.infer<typeof pinHashSchema>;

/** N = 2^15, r = 8, p = 3: one of the settings that OWASP's password storage cheat sheet holds to be equal, the one that is kind to a till's memory (32 MiB). */
const costs = { cost: 32_768, blockSize: 8, parallel: 3 } as const;
const length = 32;

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, costs);
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url'), ...costs };
}

/** Compares in constant time. */
export async function isPin(pin: string, kept: PinHash): Promise<boolean> {
  const wanted = Buffer.from(kept.hash, 'base64url');
  const given = await derive(pin, Buffer.from(kept.salt, 'base64url'), kept);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function derive(
  pin: string,
  salt: Buffer,
  { cost, blockSize, parallel }: Pick<PinHash, 'cost' | 'blockSize' | 'parallel'>,
): Promise<Buffer> {
  // Off the thread that owns the store: libuv's pool computes it.
  return new Promise((resolve, reject) => {
    const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize };
    scrypt(pin, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
