import { promisify } from 'node:util';
import { gzip, zstdCompress } from 'node:zlib';
import { pullAnswerSchema, pullQuerySchema } from '../../shared/protocol/pull.ts';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../open-master.ts';
import type { MasterServer } from '../server.ts';

/** Below this compressing costs more than it saves, in bytes. */
const worthCompressing = 1024;
const coders = { zstd: promisify(zstdCompress), gzip: promisify(gzip) } as const;

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
    void reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
    const coding = choose(request.headers['accept-encoding'], body.length);
    // A buffer is sent as it is; the schema describes what is in it.
    if (coding === undefined) return reply.send(body as never);
    void reply.header('content-encoding', coding);
    return reply.send((await coders[coding](body)) as never);
  });
}

function choose(accepted: string | string[] | undefined, bytes: number): keyof typeof coders | undefined {
  if (accepted === undefined || bytes < worthCompressing) return undefined;
  const names = String(accepted)
    .split(',')
    .map((part) => part.split(';')[0]?.trim());
  return names.includes('zstd') ? 'zstd' : names.includes('gzip') ? 'gzip' : undefined;
}
