import type { FastifyInstance, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib';
import { SyncLogError } from '../shared/errors.ts';
import { hasCode } from '../shared/has-code.ts';
import type { HeavyRequests } from './heavy-requests.ts';

/** Content codings that a body may have, best first. */
export const encodings = ['zstd', 'gzip', 'br'] as const;

const unpackers: Readonly<Record<string, (body: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>>> = {
  zstd: promisify(zstdDecompress),
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
};

/**
 * Reads bodies: whole off the line first, however slow that is, then unpacked and understood when their turn has come. A small packet must not become a large one,
 * and many large ones must not be in the memory at once.
 */
export function registerBodies(app: FastifyInstance, { takeTurn }: HeavyRequests): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    await takeTurn(request);
    const text = String(await unpack(request, body));
    return await new Promise((resolve, reject) => {
      void parse(request, text, (error, value: unknown) => (error ? reject(error) : resolve(value)));
    });
  });
}

/** @throws SyncLogError `too-large`, `invalid-input` */
async function unpack(request: FastifyRequest, body: Buffer): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return body;
  const unpacker = unpackers[encoding];
  if (!unpacker)
    throw new SyncLogError('invalid-input', `Head office does not understand the content coding "${encoding}".`);
  try {
    return await unpacker(body, { maxOutputLength: request.routeOptions.bodyLimit ?? 0 });
  } catch (error) {
    if (hasCode(error, 'ERR_BUFFER_TOO_LARGE'))
      throw new SyncLogError('too-large', 'The request is too large when unpacked.', { cause: error });
    throw new SyncLogError('invalid-input', `The request cannot be unpacked as "${encoding}".`, { cause: error });
  }
}
