import { pullAnswerSchema, pullQuerySchema } from '../../shared/protocol/pull.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../master.ts';
import type { MasterServer } from '../server.ts';

/** The feed, a page at a time. The answer is put together from stored JSON text, so it is not serialised again. */
export function addPullRoute(server: MasterServer, master: Master): void {
  const schema = {
    summary: 'The feed after a cursor',
    security: [{ branchToken: [] }],
    querystring: pullQuerySchema,
    response: { 200: pullAnswerSchema },
  };
  server.get('/v1/pull', { schema }, async (request, reply) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    const page = await master.pull(branch.id, request.query);
    const top = {
      epoch: page.epoch,
      time: new Date(master.clock.now()).toISOString(),
      head: page.head,
      next: page.next,
      hasMore: page.hasMore,
      mark: page.mark,
      backedUpTo: page.backedUpTo,
    };
    const remaining = page.remaining === undefined ? '' : `,"remaining":${page.remaining}`;
    const body = Buffer.from(`${JSON.stringify(top).slice(0, -1)}${remaining},"changes":[${page.entries.join(',')}]}`);
    void reply.type('application/json; charset=utf-8');
    // A buffer is sent as it is; the schema describes what is in it.
    return reply.send(body as never);
  });
}
