import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMaster } from '../../../src/master/open-master.ts';
import { createServer } from '../../../src/master/server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A real head office on loopback that waits so long for more of a body. */
async function openOffice(bodySilenceMs?: number) {
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
  onTestFinished(() => master.close());
  const server = await createServer(master, { log: false, ...(bodySilenceMs === undefined ? {} : { bodySilenceMs }) });
  onTestFinished(() => server.close());
  const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
  return { server, port: Number(port) };
}

async function send(port: number, text: string) {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('data', (bytes) => (heard += bytes.toString()));
  await once(socket, 'connect');
  socket.write(text);
  return { socket, heard: () => heard };
}

test('no limit for the whole of a request turns away a large group on a slow line; one for its head stays', async () => {
  const { server } = await openOffice();
  expect(server.server.requestTimeout).toBe(0);
  expect(server.server.headersTimeout).toBeLessThanOrEqual(60_000);
  expect(server.server.headersTimeout).toBeGreaterThan(0);
});

test('a body of which nothing comes any more is not waited for', async () => {
  const { port } = await openOffice(50);
  const { socket, heard } = await send(
    port,
    'POST /v1/enroll HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"code":',
  );
  await once(socket, 'close');
  expect(heard()).toBe('');
});

test('an answer that takes longer, and a connection that is kept for the next request, are left alone', async () => {
  const { port } = await openOffice(50);
  const body = '{"code":"WRONG"}';
  const request = `POST /v1/enroll HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const { socket, heard } = await send(port, request);
  await once(socket, 'data');
  await new Promise((resolve) => setTimeout(resolve, 150));
  socket.write(request);
  await once(socket, 'data');
  expect(heard().match(/HTTP\/1\.1 400/g)).toHaveLength(2);
});

test('a question without a body may be thought about for longer, and the connection is given up when nothing follows', async () => {
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
  onTestFinished(() => master.close());
  const server = await createServer(master, { log: false, bodySilenceMs: 20 });
  onTestFinished(() => server.close());
  server.get('/thought-about', async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    return 'thought about';
  });
  server.server.keepAliveTimeout = 20;
  const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
  const { socket, heard } = await send(Number(port), 'GET /thought-about HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(socket, 'close');
  expect(heard()).toMatch(/^HTTP\/1\.1 200[^]*thought about$/);
});
