import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { runIdHeader } from '../shared/protocol/common.ts';
import { registerBodies } from './bodies.ts';
import { registerErrors } from './http-errors.ts';
import { maxBodyBytes } from './limits.ts';
import type { Master } from './open-master.ts';
import { registerOpenapi } from './openapi.ts';
import { packAnswers } from './pack-answers.ts';
import { addBranchRoute } from './routes/branch.ts';
import { addDigestsRoute } from './routes/digests.ts';
import { addEnrollRoute } from './routes/enroll.ts';
import { addEventsRoute } from './routes/events.ts';
import { addHealthRoute } from './routes/health.ts';
import { addPullRoute } from './routes/pull.ts';
import { addPushRoute } from './routes/push.ts';
import { addRecordRoute } from './routes/record.ts';
import { addRejoinRoutes } from './routes/rejoin.ts';

export type MasterServer = ReturnType<typeof withZod>;

function withZod(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}

/** The HTTP server of head office, not yet listening. */
export async function createServer(master: Master, options: { readonly log: boolean }): Promise<MasterServer> {
  const app = fastify({
    logger: options.log ? { level: 'info', redact: ['req.headers.authorization'], stream: process.stderr } : false,
    bodyLimit: maxBodyBytes,
    // The branch's run, so that a line here can be laid beside one of its log.
    requestIdHeader: runIdHeader,
    requestTimeout: 120_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerErrors(app);
  registerBodies(app);
  packAnswers(app);
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
    addRecordRoute(server, master);
    addRejoinRoutes(server, master);
  });
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('This is a SyncLog head office. Branches connect to this address with a code.\n'),
  );
  return withZod(app);
}
