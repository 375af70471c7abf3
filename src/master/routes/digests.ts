import {
  dayAnswerSchema,
  dayQuerySchema,
  digestsAnswerSchema,
  lookupAnswerSchema,
  lookupRequestSchema,
  rangesAnswerSchema,
  rangesRequestSchema,
} from '../../shared/protocol/verify.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../master.ts';
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

  const rangesSchema = {
    summary: 'Digests of parts of the records, down to single ones',
    security: [{ branchToken: [] }],
    body: rangesRequestSchema,
    response: { 200: rangesAnswerSchema },
  };
  server.post('/v1/digests/ranges', { schema: rangesSchema }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    const head = await master.store.head();
    return {
      epoch: master.identity.epoch,
      head,
      ranges: await master.store.ranges(branch.id, request.body.ranges),
    };
  });

  const lookupSchema = {
    summary: 'Several records',
    security: [{ branchToken: [] }],
    body: lookupRequestSchema,
    response: { 200: lookupAnswerSchema },
  };
  server.post('/v1/records/lookup', { schema: lookupSchema }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    return { records: await master.recordsFor(branch.id, request.body.records) };
  });

  const daySchema = {
    summary: 'What the records of a day come to, per model',
    security: [{ branchToken: [] }],
    querystring: dayQuerySchema,
    response: { 200: dayAnswerSchema },
  };
  server.get('/v1/day', { schema: daySchema }, async (request) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    const { from, to } = request.query;
    const head = await master.store.head();
    return { epoch: master.identity.epoch, head, models: await master.store.day(branch.id, from, to) };
  });
}
