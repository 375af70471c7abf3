import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { authenticate, noteSeen } from '../authenticate.ts';
import type { Master } from '../master.ts';
import type { MasterServer } from '../server.ts';

const keepaliveMs = 20_000;

/** Tells a connected branch that the feed has grown; it then pulls. Only the sequence travels, so nothing can be skipped or come out of order. */
export function addEventsRoute(server: MasterServer, master: Master): void {
  const open = new Set<ServerResponse>();
  server.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  const schema = {
    summary: 'Server-sent events: `head`, at the start and whenever the feed grows',
    security: [{ branchToken: [] }],
    response: {
      200: { description: 'A stream without end', content: { 'text/event-stream': { schema: z.string() } } },
    },
  };
  server.get('/v1/events', { schema }, async (request, reply) => {
    const branch = await authenticate(master, request);
    await noteSeen(master, branch, request);
    void reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies must hand on each event at once.
      'x-accel-buffering': 'no',
    });
    const tell = (head: number): void => {
      response.write(`event: head\ndata: ${JSON.stringify({ head, epoch: master.identity.epoch })}\n\n`);
    };
    const stop = master.signal.onGrown(tell);
    const timer = setInterval(() => response.write(': still here\n\n'), keepaliveMs);
    open.add(response);
    response.on('close', () => {
      stop();
      clearInterval(timer);
      open.delete(response);
    });
    tell(await master.store.head());
  });
}
