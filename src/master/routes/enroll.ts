import { SyncLogError } from '../../shared/errors.ts';
import { enrollAnswerSchema, enrollRequestSchema } from '../../shared/protocol/enroll.ts';
import { createToken, hashSecret, normalizeCode } from '../credentials.ts';
import type { Master } from '../master.ts';
import type { MasterServer } from '../server.ts';

/** Wrong codes that one address may try in a minute. */
const triesPerMinute = 10;

/** In bytes. Anybody may ask this, so nothing large is read for it. */
const longestEnrolment = 10_000;

/** A one-time code for a token. */
export function addEnrollRoute(server: MasterServer, master: Master): void {
  const tries = new Map<string, { count: number; until: number }>();

  function countTry(address: string): void {
    const now = master.clock.now();
    for (const [key, entry] of tries) if (entry.until <= now) tries.delete(key);
    const entry = tries.get(address) ?? { count: 0, until: now + 60_000 };
    tries.set(address, { ...entry, count: entry.count + 1 });
    if (entry.count >= triesPerMinute)
      throw new SyncLogError('overloaded', 'Too many wrong codes. Wait a minute, then try again.');
  }

  const schema = {
    summary: 'A one-time code for a token',
    body: enrollRequestSchema,
    response: { 200: enrollAnswerSchema },
  };
  server.post('/v1/enroll', { schema, bodyLimit: longestEnrolment }, async (request, reply) => {
    try {
      countTry(request.ip);
    } catch (error) {
      void reply.header('retry-after', '60');
      throw error;
    }
    const token = createToken();
    const branch = await master.store.redeemCode({
      codeHash: hashSecret(normalizeCode(request.body.code)),
      tokenHash: hashSecret(token),
      installationId: request.body.installationId,
      appVersion: request.body.appVersion,
      now: new Date(master.clock.now()).toISOString(),
    });
    if (!branch) {
      throw new SyncLogError(
        'wrong-code',
        'Head office does not know this code, or it was used or has expired. Ask head office for a new one.',
      );
    }
    tries.delete(request.ip);
    const { masterId, epoch, publicKey } = master.identity;
    return { branchId: branch.id, branchName: branch.name, token, masterId, epoch, publicKey };
  });
}
