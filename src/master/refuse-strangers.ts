import type { FastifyInstance } from 'fastify';
import { SyncLogError } from '../shared/errors.ts';
import { authenticate } from './authenticate.ts';
import type { Master } from './master.ts';

/** Whoever has no business here is told so before anything of a body is read: no stranger can fill the memory. */
export function refuseStrangers(app: FastifyInstance, master: Master): void {
  app.addHook('onRequest', async (request) => {
    if (request.is404)
      throw new SyncLogError(
        'not-found',
        'There is nothing at this address. Check the address of head office in the settings.',
      );
    if (request.routeOptions.schema?.security) await authenticate(master, request);
  });
}
