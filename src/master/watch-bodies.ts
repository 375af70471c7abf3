import type { FastifyInstance } from 'fastify';

/**
 * Closes the connection of a request whose body has not moved for so long, and of no other: a large group on a slow line takes as long as it takes, and a limit
 * for the whole would turn it away at every try.
 * @param silenceMs how long nothing may come
 */
export function watchBodies(app: FastifyInstance, silenceMs: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request;
    // Without a body there is no end of one either, and Node would break off the answer for its silence.
    const empty = headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
    if (empty) return done();
    // Node tells of the silence of the socket, and only while the body is not complete.
    raw.setTimeout(silenceMs, () => raw.destroy());
    raw.once('end', () => {
      // Once it is answered, Node waits for the next request on the same socket, and for that there is a limit of its own.
      if (!reply.raw.writableEnded) raw.setTimeout(0);
    });
    done();
  });
}
