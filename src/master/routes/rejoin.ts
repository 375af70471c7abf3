import {
  commonAnswerSchema,
  commonRequestSchema,
  receiptsAnswerSchema,
  receiptsRequestSchema,
  rejoinAnswerSchema,
  rejoinRequestSchema,
} from '../../shared/protocol/rejoin.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../master.ts';
import type { MasterServer } from '../server.ts';

/** What a branch asks when its history and head office's have parted: a restored head office (I17), a restored or copied branch (I18). */
export function addRejoinRoutes(server: MasterServer, master: Master): void {
  const security = [{ branchToken: [] }];

  const common = {
    summary: 'Where two histories part',
    security,
    body: commonRequestSchema,
    response: { 200: commonAnswerSchema },
  };
  server.post('/v1/common', { schema: common }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    return await master.store.common(request.body);
  });

  const receipts = {
    summary: 'Which changes were accepted',
    security,
    body: receiptsRequestSchema,
    response: { 200: receiptsAnswerSchema },
  };
  server.post('/v1/receipts', { schema: receipts }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    const known = await master.store.receipts(branch.id, request.body.changeIds);
    return { epoch: master.identity.epoch, receipts: known };
  });

  const rejoin = {
    summary: 'This installation is the branch',
    security,
    body: rejoinRequestSchema,
    response: { 200: rejoinAnswerSchema },
  };
  server.post('/v1/rejoin', { schema: rejoin }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    return await master.rejoin(branch.id, request.body.installationId);
  });
}
