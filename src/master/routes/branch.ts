import { branchAnswerSchema } from '../../shared/protocol/enroll.ts';
import { authenticate } from '../authenticate.ts';
import type { Master } from '../master.ts';
import type { MasterServer } from '../server.ts';

/** Who head office takes the branch for. */
export function addBranchRoute(server: MasterServer, master: Master): void {
  const schema = {
    summary: 'Who the token belongs to',
    security: [{ branchToken: [] }],
    response: { 200: branchAnswerSchema },
  };
  server.get('/v1/branch', { schema }, async (request) => {
    const branch = await authenticate(master, request);
    return {
      branchId: branch.id,
      branchName: branch.name,
      epoch: master.identity.epoch,
      head: await master.store.head(),
      position: branch.position,
    };
  });
}
