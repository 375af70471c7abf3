import { digestsAnswerSchema } from '../../shared/protocol/verify.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../open-master.ts';
import type { MasterServer } from '../server.ts';

/** Counts and digests of what the branch receives, for proving that both hold the same. */
export function addDigestsRoute(server: MasterServer, master: Master): void {
  const schema = {
    summary: 'Counts and digests per model',
    security: [{ branchToken: [] }],
    response: { 200: digestsAnswerSchema },
  };
  server.get('/v1/digests', { schema }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    const models = await master.store.digests(branch.id);
    return { epoch: master.identity.epoch, head: await master.store.head(), models };
  });
}
