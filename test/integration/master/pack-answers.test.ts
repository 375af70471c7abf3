import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { v7 as newId } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import { createNativeClient } from '../../../src/main/master-client/native-client.ts';
import { systemTimers } from '../../../src/main/timers.ts';
import { openMaster } from '../../../src/master/open-master.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { pushAnswerSchema } from '../../../src/shared/protocol/push.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The same hundred changes, pushed with this header; the first time they are applied, then they are known. */
async function openPusher() {
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
  onTestFinished(() => master.close());
  const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
  const { code } = await master.enroll('A');
  const installationId = newId();
  const client = createNativeClient({
    address: url,
    token: null,
    appVersion: '0.1.0',
    clock: systemClock,
    timers: systemTimers,
  });
  const { token, epoch } = await client.enroll({ code, installationId, appVersion: '0.1.0' });
  const at = new Date().toISOString();
  const changes = Array.from({ length: 100 }, (_none, index) => {
    const id = newId();
    const data = { id, name: `Category ${index}`, description: null, created_at: at, updated_at: at };
    const change = { changeId: newId(), transactionId: null, modelName: 'Category', modelId: id, action: 'create' };
    return {
      ...change,
      changedFields: null,
      data,
      baseVersion: null,
      payloadVersion: 1,
      hlc: `${at}-0000-a`,
      recordedAt: at,
    };
  });
  const body = JSON.stringify({ installationId, epoch, sentAt: at, changes });
  return async (accept: string) => {
    const sending = request(`${url}/v1/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'accept-encoding': accept },
    });
    sending.end(body);
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve).once('error', reject);
    });
    return { coding: response.headers['content-encoding'], bytes: await buffer(response) };
  };
}

it('answers to pushes come packed for whoever takes them packed, and plain for whoever does not', async () => {
  const push = await openPusher();
  const plain = await push('identity');
  expect(plain.coding).toBeUndefined();
  const zstd = await push('gzip, zstd;q=0.9');
  expect(zstd.coding).toBe('zstd');
  const gzip = await push('gzip, deflate');
  expect(gzip.coding).toBe('gzip');
  const sequences = [plain.bytes, zstdDecompressSync(zstd.bytes), gunzipSync(gzip.bytes)].map((bytes) =>
    pushAnswerSchema.parse(JSON.parse(bytes.toString())).results.map((result) => result.sequence),
  );
  expect(sequences[0]).toHaveLength(100);
  expect(sequences[1]).toEqual(sequences[0]);
  expect(sequences[2]).toEqual(sequences[0]);
  expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 3);
});
