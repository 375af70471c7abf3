import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openMaster } from '../../../src/master/open-master.ts';
import { newId } from '../../../src/shared/ids.ts';
import { enrollAnswerSchema } from '../../../src/shared/protocol/enroll.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function openOffice() {
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
  onTestFinished(() => master.close());
  const { url, port } = await master.listen({ host: '127.0.0.1', port: 0 });
  return { master, url, port };
}

test.each([
  ['/v1/push', 401],
  ['/v1/receipts', 401],
  ['/v1/enroll', 413],
  ['/v1/nowhere', 404],
])('a stranger hears from %s what is wrong (%i) before a byte of his body is read', async (path, status) => {
  const { port } = await openOffice();
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50000000\r\n\r\n`,
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('what unpacks to more than a body may have is too large, whatever it is packed with, and head office goes on', async () => {
  const { master, url } = await openOffice();
  const { code } = await master.enroll('Harbour');
  const json = { 'content-type': 'application/json' };
  const enrolled = await fetch(`${url}/v1/enroll`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ code, installationId: newId(), appVersion: 'test' }),
  });
  const { token } = enrollAnswerSchema.parse(await enrolled.json());
  const large = Buffer.alloc(80_000_000, 0x20);
  const packed = {
    gzip: gzipSync(large),
    zstd: zstdCompressSync(large),
    br: brotliCompressSync(large, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  };
  const push = async (encoding: string, body: Uint8Array<ArrayBuffer>): Promise<number> => {
    const headers = { ...json, authorization: `Bearer ${token}`, 'content-encoding': encoding };
    return (await fetch(`${url}/v1/push`, { method: 'POST', headers, body })).status;
  };
  for (const [encoding, body] of Object.entries(packed))
    expect([encoding, await push(encoding, new Uint8Array(body))]).toEqual([encoding, 413]);
  expect(await push('gzip', new Uint8Array(packed.zstd))).toBe(400);
  // Both turns are free again: a request that is understood comes through.
  expect(await push('gzip', new Uint8Array(gzipSync('{}')))).toBe(400);
  const held = await Promise.all(Array.from({ length: 6 }, () => push('gzip', new Uint8Array(packed.gzip))));
  expect(new Set(held)).toEqual(new Set([413]));
  expect((await fetch(`${url}/v1/branch`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test('whoever has gone while he waited for his turn leaves it to the next one', async () => {
  const { master, url } = await openOffice();
  const { code } = await master.enroll('Harbour');
  const answer = await fetch(`${url}/v1/enroll`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, installationId: newId(), appVersion: 'test' }),
  });
  const { token } = enrollAnswerSchema.parse(await answer.json());
  const headers = { authorization: `Bearer ${token}` };
  const left = Array.from({ length: 40 }, async () => {
    const controller = new AbortController();
    const asked = fetch(`${url}/v1/digests`, { headers, signal: controller.signal });
    controller.abort();
    await asked.catch(() => undefined);
  });
  await Promise.all(left);
  expect((await fetch(`${url}/v1/digests`, { headers })).status).toBe(200);
});
