import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHostFetch } from '../../../../src/main/worker/host-fetch.ts';
import { startBranchWorker } from '../../../../src/main/worker/worker-client.ts';
import { createWorkerFetch } from '../../../../src/main/worker/worker-fetch.ts';
import { eventually } from '../../../support/eventually.ts';
import { serve } from '../../../support/serve.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Both ends of the line, with a real message channel between them. */
function openLine(fetch: typeof globalThis.fetch = globalThis.fetch) {
  const { port1: inWorker, port2: inHost } = new MessageChannel();
  const workerEnd = createWorkerFetch((question, transfer = []) => inWorker.postMessage(question, [...transfer]));
  const hostEnd = createHostFetch(fetch, (answer, transfer = []) => inHost.postMessage(answer, [...transfer]));
  inWorker.on('message', workerEnd.take);
  inHost.on('message', hostEnd.take);
  onTestFinished(() => inWorker.close());
  return { fetch: workerEnd.fetch, hostEnd };
}

describe('fetch through the host', () => {
  it('carries method, headers and a binary body there, and status, headers and a binary body back', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(418, { 'x-method': request.method, 'x-asked': request.headers['x-ask'] });
      request.pipe(response);
    });
    const body = new Uint8Array(700_000).map((_, index) => (index * 7) % 256);
    const response = await openLine().fetch(`${url}/a?b=c`, { method: 'PUT', headers: { 'x-ask': 'yes' }, body });
    expect([response.status, response.headers.get('x-method'), response.headers.get('x-asked')]).toEqual([
      418,
      'PUT',
      'yes',
    ]);
    expect(response.url).toBe(`${url}/a?b=c`);
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(body))).toBe(true);
    expect(body.length, 'the body given stays with its owner').toBe(700_000);
  });

  it('reads compressed answers, answers without a body, and many at once without mixing them up', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/none') return void response.writeHead(204).end();
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(`answer to ${request.url}`));
    });
    const { fetch } = openLine();
    expect((await fetch(`${url}/none`)).status).toBe(204);
    const paths = Array.from({ length: 40 }, (_, index) => `/${index}`);
    const texts = await Promise.all(paths.map(async (path) => await (await fetch(url + path)).text()));
    expect(texts).toEqual(paths.map((path) => `answer to ${path}`));
  });

  it('follows no redirect', async () => {
    const { url } = await serve(
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect((await openLine().fetch(url)).status).toBe(302);
  });

  it('hands on an endless stream piece by piece, and ends it at the server when it is aborted', async () => {
    const open = new Set<ServerResponse>();
    const { url } = await serve((_, response) => {
      open.add(response);
      response.on('close', () => open.delete(response));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('one');
    });
    const controller = new AbortController();
    const response = await openLine().fetch(url, { signal: controller.signal });
    const reader = response.body?.getReader();
    const read = async (): Promise<string> => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(await read()).toBe('one');
    for (const stream of open) stream.write('two');
    expect(await read()).toBe('two');
    const next = read();
    controller.abort();
    await expect(next).rejects.toMatchObject({ name: 'AbortError' });
    await eventually('the server sees the end', () => open.size === 0);
  });

  it('takes it calmly when a reader leaves while pieces are still arriving', async () => {
    const open = new Set<ServerResponse>();
    const { url } = await serve((request, response) => {
      if (request.url === '/after') return void response.end('after');
      open.add(response);
      response.on('close', () => open.delete(response));
      const send = (): void => {
        if (!response.closed) response.write('x'.repeat(1000), () => setImmediate(send));
      };
      send();
    });
    const { fetch } = openLine();
    const response = await fetch(url);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await eventually('the server sees the end', () => open.size === 0);
    expect(await (await fetch(`${url}/after`)).text()).toBe('after');
  });

  it('gives an abort before the answer its reason, and does not ask at all when it was aborted before', async () => {
    let asked = 0;
    let left = 0;
    const { url } = await serve((_, response) => {
      asked += 1;
      response.on('close', () => (left += 1));
    });
    const { fetch } = openLine();
    const controller = new AbortController();
    const waiting = fetch(url, { signal: controller.signal });
    await eventually('the question arrives', () => asked === 1);
    controller.abort(new DOMException('too long', 'TimeoutError'));
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
    await eventually('the server sees the end', () => left === 1);
    await expect(fetch(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toBe(1);
  });

  it('says why there was no answer, with the code of the cause, and when an answer breaks off', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half', () => response.destroy());
    });
    const { fetch } = openLine();
    await expect(fetch('http://127.0.0.1:1/')).rejects.toMatchObject({
      name: 'TypeError',
      cause: { message: expect.any(String) },
    });
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    closed.close();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    const broken = await fetch(url);
    await expect(broken.text()).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('takes an answer that no response can be made of for a failure', async () => {
    // As a browser shows a redirect that it did not follow.
    const { fetch } = openLine(async () => Response.error());
    await expect(fetch('http://127.0.0.1/')).rejects.toMatchObject({ message: 'fetch failed' });
  });

  it('ends everything at the server when the worker has gone', async () => {
    const open = new Set<ServerResponse>();
    const { url } = await serve((_, response) => {
      open.add(response);
      response.on('close', () => open.delete(response));
      response.writeHead(200).write('one');
    });
    const { fetch, hostEnd } = openLine();
    const response = await fetch(url);
    hostEnd.abortAll();
    await expect(response.text()).rejects.toThrow();
    await eventually('the server sees the end', () => open.size === 0);
  });

  it('is what a branch in its thread speaks with', async () => {
    const asked: string[] = [];
    const worker = await startBranchWorker({
      dataDir: tempFolder(),
      host: 'electron',
      fetch: (input, init) => {
        asked.push(input instanceof Request ? input.url : String(input));
        return globalThis.fetch(input, init);
      },
    });
    onTestFinished(() => worker.close());
    const { url } = await serve((_, response) => void response.writeHead(404).end('nobody here'));
    expect(await worker.call('branch.testConnection', { masterUrl: url })).toMatchObject({ ok: true });
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((address) => address.startsWith(url))).toBe(true);
  });
});
