import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';

const packZstd = promisify(zstdCompress);
const packGzip = promisify(gzip);

/** Content codings that this software can make, best first. */
const codings = {
  zstd: (text: string) => packZstd(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  gzip: (text: string) => packGzip(text, { level: 1 }),
} as const;
type Coding = keyof typeof codings;

/** The best coding that both ends have; undefined where there is none. */
export function chooseCoding(accepted: readonly string[]): Coding | undefined {
  return (Object.keys(codings) as Coding[]).find((coding) => accepted.includes(coding)); // keys of a constant object
}

/** Compresses off this thread. */
export async function compressBody(text: string, coding: Coding): Promise<Uint8Array> {
  return codings[coding](text);
}
