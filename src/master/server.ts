import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { runIdHeader } from '../shared/protocol/common.ts';
import { registerBodies } from './bodies.ts';
import { registerHeavyRequests } from './heavy-requests.ts';
import { registerErrors } from './http-errors.ts';
import { bodySilenceMs, maxBodyBytes } from './limits.ts';
import type { Master } from './master.ts';
import { registerOpenapi } from './openapi.ts';
import { packAnswers } from './pack-answers.ts';
import { refuseStrangers } from './refuse-strangers.ts';
import { addBranchRoute } from './routes/branch.ts';
import { addDigestsRoute } from './routes/digests.ts';
import { addEnrollRoute } from './routes/enroll.ts';
import { addEventsRoute } from './routes/events.ts';
import { addHealthRoute } from './routes/health.ts';
import { addPullRoute } from './routes/pull.ts';
import { addPushRoute } from './routes/push.ts';
import { addRejoinRoutes } from './routes/rejoin.ts';
import { watchBodies } from './watch-bodies.ts';

export type MasterServer = ReturnType<typeof withZod>;

function withZod(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}

export interface ServerOptions {
  readonly log: boolean;
  /** How long nothing may come of a body that is on its way. */
  readonly bodySilenceMs?: number;
}

/** The HTTP server of head office, not yet listening. */
export async function createServer(master: Master, options: ServerOptions): Promise<MasterServer> {
  const app = fastify({
    logger: options.log ? { level: 'info', redact: ['req.headers.authorization'], stream: process.stderr } : false,
    bodyLimit: maxBodyBytes,
    // The branch's run, so that a line here can be laid beside one of its log.
    requestIdHeader: runIdHeader,
    // A body may take its time as long as it moves (watchBodies); the head of a request may not, that is Node's headersTimeout of a minute.
    requestTimeout: 0,
    // The proxy that speaks TLS stands on this machine: without what it says, all branches would have one address, and one of them would lock out the others.
    trustProxy: 'loopback',
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerErrors(app);
  watchBodies(app, options.bodySilenceMs ?? bodySilenceMs);
  refuseStrangers(app, master);
  packAnswers(app);
  // After the packing, which belongs to the turn.
  registerBodies(app, registerHeavyRequests(app));
  await registerOpenapi(app);
  await app.register(async (scope) => {
    const server = withZod(scope);
    addHealthRoute(server, master);
    addEnrollRoute(server, master);
    addBranchRoute(server, master);
    addPushRoute(server, master);
    addPullRoute(server, master);
    addEventsRoute(server, master);
    addDigestsRoute(server, master);
    addRejoinRoutes(server, master);
  });
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('This is a SyncLog head office. Branches connect to this address with a code.\n'),
  );
  return withZod(app);
}
