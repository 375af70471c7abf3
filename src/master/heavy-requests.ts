import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SyncLogError } from '../shared/errors.ts';
import { createTurns, type EndTurn } from './turns.ts';

/** One is carried out while the answer of another is packed off this thread. */
const atOnce = 2;
/** Small questions that must be answered however many branches push and pull, or they would take head office for gone; the stream has no end. */
const light: ReadonlySet<string> = new Set(['/v1/health', '/v1/enroll', '/v1/branch', '/v1/events']);

/**
 * Lets only a few requests be unpacked, judged and answered at once. All of them share one thread, so nobody waits longer for it; what is unpacked is in the memory for
 * a few instead of for every branch that came back at the same minute.
 */
export interface HeavyRequests {
  /** Waits for the turn of this request, unless it has it or needs none. @throws SyncLogError when whoever asked has gone meanwhile */
  takeTurn(request: FastifyRequest): Promise<void>;
}

export function registerHeavyRequests(app: FastifyInstance): HeavyRequests {
  const turns = createTurns(atOnce);
  const held = new WeakMap<FastifyRequest, EndTurn>();
  const gone = new WeakSet<FastifyRequest>();
  const end = (request: FastifyRequest): void => held.get(request)?.();

  async function takeTurn(request: FastifyRequest): Promise<void> {
    if (held.has(request) || light.has(request.routeOptions.url ?? '')) return;
    const endTurn = await turns.take();
    if (gone.has(request)) {
      endTurn();
      throw new SyncLogError('cancelled', 'Nobody waits for the answer any more.');
    }
    held.set(request, endTurn);
  }

  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.raw.once('close', () => {
      gone.add(request);
      end(request);
    });
  });
  app.addHook('preValidation', takeTurn);
  // The answer is ready. How long it travels is the line's affair, and nobody waits for that.
  app.addHook('onSend', async (request) => end(request));
  return { takeTurn };
}
