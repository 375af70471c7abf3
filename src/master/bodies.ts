import type { FastifyInstance } from 'fastify';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib';
import { SyncLogError } from '../shared/errors.ts';
import { maxBodyBytes } from './limits.ts';

/** Content codings that a body may have, best first. */
export const encodings = ['zstd', 'gzip', 'br'] as const;

const decoders: Readonly<Record<string, () => Transform>> = {
  zstd: () => createZstdDecompress(),
  gzip: () => createGunzip(),
  br: () => createBrotliDecompress(),
};

/** Unpacks compressed request bodies, but never more than a body may have: a small packet must not become a large one. */
export function registerBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return payload;
    const decoder = decoders[encoding]?.();
    if (!decoder)
      throw new SyncLogError('invalid-input', `Head office does not understand the content coding "${encoding}".`);
    delete request.headers['content-length'];
    delete request.headers['content-encoding'];
    return limited(payload, decoder);
  });
}

function limited(payload: Readable, decoder: Transform): Readable {
  let bytes = 0;
  decoder.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) decoder.destroy(new SyncLogError('too-large', 'The request is too large when unpacked.'));
  });
  // The data listener must not start the flow before Fastify reads.
  decoder.pause();
  payload.on('error', (error) => decoder.destroy(error));
  decoder.on('error', () => payload.destroy());
  return payload.pipe(decoder);
}
