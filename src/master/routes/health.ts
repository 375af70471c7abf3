import { oldestProtocolVersion, protocolVersion } from '../../shared/protocol/common.ts';
import { healthAnswerSchema, healthQuerySchema } from '../../shared/protocol/health.ts';
import { appVersion } from '../../shared/version.ts';
import { encodings } from '../bodies.ts';
import { maxBodyBytes, maxChanges } from '../limits.ts';
import type { Master } from '../master.ts';
import type { MasterServer } from '../server.ts';

/** Who answers here, signed, so that nothing else can pass for head office. */
export function addHealthRoute(server: MasterServer, { identity, clock, store, recordSchemaVersion }: Master): void {
  const schema = { summary: 'Who answers here', querystring: healthQuerySchema, response: { 200: healthAnswerSchema } };
  server.get('/v1/health', { schema }, async (request) => {
    const epoch = await identity.refresh();
    const { masterId, publicKey } = identity;
    const time = new Date(clock.now()).toISOString();
    return {
      service: 'synclog-master' as const,
      masterId,
      epoch,
      time,
      appVersion,
      protocol: { oldest: oldestProtocolVersion, newest: protocolVersion },
      recordSchemaVersion,
      backedUpTo: await store.backedUpTo(),
      encodings: [...encodings],
      limits: { maxBodyBytes, maxChanges },
      publicKey,
      signature: identity.sign(request.query.challenge, time),
    };
  });
}
