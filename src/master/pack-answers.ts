import type { FastifyInstance } from 'fastify';
import { promisify } from 'node:util';
import { gzip, zstdCompress } from 'node:zlib';

/** Below this compressing costs more than it saves, in bytes. */
const worthCompressing = 1024;
const coders = { zstd: promisify(zstdCompress), gzip: promisify(gzip) } as const;

/** Packs every answer of some size for whoever takes it packed: of what a slow line carries in a long drain, the answers would else be the larger part. */
export function packAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    void reply.header('vary', 'accept-encoding');
    const coding = choose(request.headers['accept-encoding'], Buffer.byteLength(payload));
    if (coding === undefined) return payload;
    void reply.header('content-encoding', coding).removeHeader('content-length');
    return await coders[coding](payload);
  });
}

function choose(accepted: string | string[] | undefined, bytes: number): keyof typeof coders | undefined {
  if (accepted === undefined || bytes < worthCompressing) return undefined;
  const names = String(accepted)
    .split(',')
    .map((part) => part.split(';')[0]?.trim());
  return names.includes('zstd') ? 'zstd' : names.includes('gzip') ? 'gzip' : undefined;
}
