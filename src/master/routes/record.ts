import { z } from 'zod';
import { idSchema } from '../../shared/ids.ts';
import { recordAnswerSchema } from '../../shared/protocol/record.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../open-master.ts';
import type { MasterServer } from '../server.ts';

/** One record as head office holds it: for a branch that gives up its own version. */
export function addRecordRoute(server: MasterServer, master: Master): void {
  const params = z.object({ modelName: z.string().max(100), modelId: idSchema });
  const schema = {
    summary: 'One record',
    security: [{ branchToken: [] }],
    params,
    response: { 200: recordAnswerSchema },
  };
  server.get('/v1/records/:modelName/:modelId', { schema }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    const { modelName, modelId } = request.params;
    return await master.recordFor(branch.id, modelName, modelId);
  });
}
