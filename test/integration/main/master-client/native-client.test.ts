import { zstdDecompressSync } from 'node:zlib';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MasterError } from '../../../../src/main/master-client/master-error.ts';
import type { PushRequest } from '../../../../src/shared/protocol/push.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { answerJson, clientFor, openLine, type Behaviour } from './line.ts';

const epoch = newId();

function pushRequest(changes = 1): PushRequest {
  return {
    installationId: newId(),
    epoch,
    sentAt: '2026-11-23T08:00:00.000Z',
    changes: Array.from({ length: changes }, (_, index) => ({
      changeId: newId(),
      transactionId: null,
      modelName: 'Product',
      modelId: newId(),
      action: 'create' as const,
      changedFields: null,
      data: { id: newId(), name: `Product ${index}` },
      baseVersion: null,
      payloadVersion: 1,
      hlc: '2026-11-23T08:00:00.000Z-0000-x',
      recordedAt: '2026-11-23T08:00:00.000Z',
    })),
  };
}

function acceptance(request: PushRequest) {
  return {
    epoch,
    receivedAt: '2026-11-23T08:00:00.000Z',
    head: request.changes.length,
    results: request.changes.map((change, index) => ({
      changeId: change.changeId,
      status: 'applied',
      sequence: index + 1,
      version: 1,
      confirmedAt: '2026-11-23T08:00:00.000Z',
    })),
  };
}

async function failureOf(promise: Promise<unknown>): Promise<MasterError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof MasterError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

const wireError = (code: string, message = 'Because.') => ({ error: { code, message } });

interface Case {
  readonly name: string;
  readonly behave: Behaviour;
  readonly code: string;
  readonly certainty: MasterError['certainty'];
  readonly retryAfterMs?: number;
  readonly message?: RegExp;
}

const cases: Case[] = [
  {
    name: 'the connection is cut when the request has arrived',
    behave: (_request, _response, raw) => raw.socket.destroy(),
    code: 'unreachable',
    certainty: 'in-doubt',
  },
  {
    name: 'the connection is reset when the request has arrived',
    behave: (_request, _response, raw) => raw.socket.resetAndDestroy(),
    code: 'unreachable',
    certainty: 'in-doubt',
  },
  {
    name: 'the answer is cut off',
    behave: (_request, response, raw) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"epoch":', () => raw.socket.destroy());
    },
    code: 'unreachable',
    certainty: 'in-doubt',
  },
  {
    name: 'the answer ends early but tidily',
    behave: (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"epoch":');
    },
    code: 'malformed-answer',
    certainty: 'in-doubt',
  },
  {
    name: 'a login page with 200',
    behave: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Free Wi-Fi</title>');
    },
    code: 'not-our-master',
    certainty: 'in-doubt',
    message: /login page/,
  },
  {
    name: 'a login page by redirect',
    behave: (_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/login' });
      response.end();
    },
    code: 'not-our-master',
    certainty: 'in-doubt',
  },
  {
    name: 'a login page with 403, which says nothing about our credentials',
    behave: (_request, response) => {
      response.writeHead(403, { 'content-type': 'text/html' });
      response.end('<html>Please sign in</html>');
    },
    code: 'not-our-master',
    certainty: 'answered',
  },
  {
    name: 'network sign-in required',
    behave: (_request, response) => answerJson(response, 511, {}),
    code: 'not-our-master',
    certainty: 'in-doubt',
  },
  {
    name: 'JSON of another server',
    behave: (_request, response) => answerJson(response, 200, { hello: 'world' }),
    code: 'malformed-answer',
    certainty: 'in-doubt',
  },
  {
    name: 'the token is not known',
    behave: (_request, response) => answerJson(response, 401, wireError('unauthorized')),
    code: 'unauthorized',
    certainty: 'answered',
  },
  {
    name: 'the branch was revoked',
    behave: (_request, response) => answerJson(response, 403, wireError('not-allowed')),
    code: 'unauthorized',
    certainty: 'answered',
  },
  {
    name: 'too large, says a proxy in HTML',
    behave: (_request, response) => {
      response.writeHead(413, { 'content-type': 'text/html' });
      response.end('<html>413 Request Entity Too Large</html>');
    },
    code: 'too-large',
    certainty: 'answered',
  },
  {
    name: 'please wait, in seconds',
    behave: (_request, response) => answerJson(response, 429, wireError('overloaded'), { 'retry-after': '7' }),
    code: 'overloaded',
    certainty: 'answered',
    retryAfterMs: 7000,
  },
  {
    name: 'another version is needed',
    behave: (_request, response) =>
      answerJson(response, 426, wireError('upgrade-required', 'Upgrade head office first.')),
    code: 'upgrade-required',
    certainty: 'answered',
    message: /Upgrade head office first/,
  },
  {
    name: 'the master was restored',
    behave: (_request, response) => answerJson(response, 409, wireError('epoch-changed')),
    code: 'epoch-changed',
    certainty: 'answered',
  },
  {
    name: 'the master failed',
    behave: (_request, response) => answerJson(response, 500, wireError('internal')),
    code: 'master-failed',
    certainty: 'in-doubt',
  },
  {
    name: 'the master is down for maintenance',
    behave: (_request, response) => answerJson(response, 503, wireError('overloaded'), { 'retry-after': '120' }),
    code: 'master-failed',
    certainty: 'in-doubt',
    retryAfterMs: 120_000,
  },
  {
    name: 'the master waited in vain for the rest of the request',
    behave: (_request, response) => answerJson(response, 408, wireError('timeout')),
    code: 'timeout',
    certainty: 'answered',
  },
];

describe('what becomes of a push', () => {
  test.each(cases)('$name: $code, $certainty', async ({ behave, code, certainty, retryAfterMs, message }) => {
    const line = await openLine(behave);
    const error = await failureOf(clientFor(line.address).push(pushRequest()));
    expect({ code: error.code, certainty: error.certainty }).toEqual({ code, certainty });
    expect(error.retryAfterMs).toBe(retryAfterMs);
    if (message) expect(error.message).toMatch(message);
    expect(line.seen).toHaveLength(1);
    expect(error.message).not.toContain('the-token');
  });

  test('I7 no answer in time leaves it in doubt', async () => {
    const line = await openLine(() => {});
    const error = await failureOf(clientFor(line.address).push(pushRequest(), { timeoutMs: 50 }));
    expect(error).toMatchObject({ code: 'timeout', certainty: 'in-doubt' });
  });

  test('stopped on its way it is in doubt, stopped before it is not sent', async () => {
    const controller = new AbortController();
    const line = await openLine(() => controller.abort());
    const client = clientFor(line.address);
    expect(await failureOf(client.push(pushRequest(), { signal: controller.signal }))).toMatchObject({
      code: 'cancelled',
      certainty: 'in-doubt',
    });
    expect(await failureOf(client.push(pushRequest(), { signal: controller.signal }))).toMatchObject({
      code: 'cancelled',
      certainty: 'not-sent',
    });
    expect(line.seen).toHaveLength(1);
  });

  test('a refused connection and an unknown host are surely not sent', async () => {
    const line = await openLine(() => {});
    line.server.close();
    await new Promise((resolve) => line.server.once('close', resolve));
    expect(await failureOf(clientFor(line.address).push(pushRequest()))).toMatchObject({
      code: 'unreachable',
      certainty: 'not-sent',
    });
    const unknown = clientFor('http://head-office.invalid', {
      fetch: () =>
        Promise.reject(
          new TypeError('fetch failed', {
            cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
          }),
        ),
    });
    expect(await failureOf(unknown.push(pushRequest()))).toMatchObject({ code: 'unreachable', certainty: 'not-sent' });
  });

  test('a server without TLS at an https address gets nothing of the request', async () => {
    let bytes = '';
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (piece) => {
        bytes += piece.toString('latin1');
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // a TCP server that listens
    const error = await failureOf(clientFor(`https://127.0.0.1:${port}`).push(pushRequest()));
    expect(error).toMatchObject({ code: 'not-our-master', certainty: 'not-sent' });
    expect(bytes).not.toContain('the-token');
  });

  test.each([
    ['net::ERR_CONNECTION_REFUSED', 'unreachable', 'not-sent'],
    ['net::ERR_NAME_NOT_RESOLVED', 'unreachable', 'not-sent'],
    ['net::ERR_INTERNET_DISCONNECTED', 'no-network', 'not-sent'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'not-our-master', 'not-sent'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable', 'not-sent', /The proxy that this computer is set to use/],
    ['net::ERR_CONNECTION_RESET', 'unreachable', 'in-doubt'],
    ['net::ERR_EMPTY_RESPONSE', 'unreachable', 'in-doubt'],
    ['net::ERR_NETWORK_CHANGED', 'unreachable', 'in-doubt'],
    ["Attempted to redirect, but redirect policy was 'error'", 'not-our-master', 'in-doubt'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'unreachable', 'not-sent', /proxy .* asks for a sign-in, forbids/],
    ['net::ERR_PROXY_AUTH_REQUESTED', 'not-our-master', 'not-sent', /proxy .* asks for a sign-in before/],
  ])("Chromium's %s is %s, %s", async (message, code, certainty, sentence = /./) => {
    const client = clientFor('https://head-office.example', { fetch: () => Promise.reject(new Error(message)) });
    const error = await failureOf(client.push(pushRequest()));
    expect(error).toMatchObject({ code, certainty, message: expect.stringMatching(sentence) });
  });
});

describe('a push that goes well', () => {
  test('carries the token, the run and the versions, and nothing is compressed on this machine', async () => {
    const request = pushRequest(50);
    const line = await openLine((_request, response) => answerJson(response, 200, acceptance(request)));
    const answer = await clientFor(line.address).push(request, { runId: 'run-1' });
    expect(answer.results).toHaveLength(50);
    expect(line.seen[0]).toMatchObject({
      method: 'POST',
      url: '/v1/push',
      headers: {
        authorization: 'Bearer the-token',
        'x-synclog-run': 'run-1',
        'x-synclog-protocol': '1',
        'x-synclog-version': '0.1.0',
        'content-type': 'application/json',
      },
    });
    expect(line.seen[0]?.headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(String(line.seen[0]?.body))).toEqual(request);
  });

  /** An address that is not loopback by name; the fetch brings it to the line all the same. */
  const distant =
    (address: string): typeof fetch =>
    (input, init) => {
      const request = input instanceof Request ? input : new Request(input, init);
      return fetch(request.url.replace('http://head-office.example', address), {
        method: request.method,
        headers: request.headers,
        ...(request.body ? { body: request.body, duplex: 'half' } : {}),
      });
    };
  const health = (encodings: string[]) => ({
    service: 'synclog-master',
    masterId: newId(),
    epoch,
    time: '2026-11-23T08:00:00.000Z',
    appVersion: '0.1.0',
    protocol: { oldest: 1, newest: 1 },
    recordSchemaVersion: 1,
    encodings,
    limits: { maxBodyBytes: 1_000_000, maxChanges: 1000 },
    publicKey: '',
    signature: '',
  });

  test('is compressed for a distant master that takes it, and plain again after a 415', async () => {
    // Too small a body to measure the line by, so that the choice does not depend on how fast this machine is.
    const request = pushRequest(30);
    let takesZstd = true;
    const line = await openLine((seen, response) => {
      if (seen.url.startsWith('/v1/health')) answerJson(response, 200, health(['zstd', 'gzip']));
      else if (seen.headers['content-encoding'] && !takesZstd) answerJson(response, 415, wireError('invalid-input'));
      else answerJson(response, 200, acceptance(request));
    });
    const client = clientFor('http://head-office.example', { fetch: distant(line.address) });
    await client.push(request);
    await client.health('00'.repeat(16));
    await client.push(request);
    takesZstd = false;
    await client.push(request);
    await client.push(request);
    const codings = line.seen.filter((seen) => seen.url === '/v1/push').map((seen) => seen.headers['content-encoding']);
    expect(codings).toEqual([undefined, 'zstd', 'zstd', undefined, undefined]);
    const packed = line.seen.filter((seen) => seen.url === '/v1/push')[1]?.body ?? Buffer.alloc(0);
    expect(JSON.parse(zstdDecompressSync(packed).toString())).toEqual(request);
    expect(packed.byteLength).toBeLessThan(JSON.stringify(request).length / 2);
  });
});

describe('the signal of head office', () => {
  test('tells every head, past keep-alives and pieces that end anywhere', async () => {
    const line = await openLine((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`: hello\n\nevent: head\ndata: {"head":7,"ep`);
      response.write(`och":"${epoch}"}\n`);
      response.write(
        `\n: keep-alive\n\nevent: other\ndata: {}\n\nevent: head\r\ndata: {"head":8,"epoch":"${epoch}"}\r\n\r\n`,
      );
      response.end();
    });
    const told: (string | number)[] = [];
    await clientFor(line.address).events(new AbortController().signal, {
      opened: () => told.push('opened'),
      head: (event) => told.push(event.head),
    });
    expect(told).toEqual(['opened', 7, 8]);
  });

  test.each<[string, Behaviour, string]>([
    ['a refusal', (_request, response) => answerJson(response, 401, wireError('unauthorized')), 'unauthorized'],
    [
      'a login page',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>sign in</html>');
      },
      'not-our-master',
    ],
    [
      'nonsense',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('event: head\ndata: {"head":"x"}\n\n');
      },
      'malformed-answer',
    ],
    [
      'a cut',
      (_request, response, raw) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(': hello\n\n', () => raw.socket.destroy());
      },
      'unreachable',
    ],
  ])('ends with %s named', async (_name, behave, code) => {
    const line = await openLine(behave);
    const listening = clientFor(line.address).events(new AbortController().signal, { opened() {}, head() {} });
    expect((await failureOf(listening)).code).toBe(code);
  });

  test('ends when it is stopped, and the connection with it', async () => {
    const controller = new AbortController();
    let closed: () => void = () => {};
    const wasClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const line = await openLine((_request, response, raw) => {
      raw.socket.once('close', closed);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': hello\n\n');
    });
    const listening = clientFor(line.address).events(controller.signal, {
      opened: () => controller.abort(),
      head() {},
    });
    expect((await failureOf(listening)).code).toBe('cancelled');
    await wasClosed;
  });
});

test('a defect of ours does not become an attack: asking without progress ends after 600 requests, until time has passed', async () => {
  let now = 0;
  let requests = 0;
  const client = clientFor('http://head-office.example', {
    clock: { now: () => now },
    fetch: () => {
      requests += 1;
      return Promise.resolve(
        new Response(JSON.stringify({ epoch, time: 'x', head: 5, next: 5, hasMore: false, changes: [] }), {
          status: 200,
        }),
      );
    },
  });
  const ask = () => client.pull({ after: 5, limit: 10, mode: 'changes' });
  for (let index = 0; index < 600; index += 1) await ask();
  expect(await failureOf(ask())).toMatchObject({ code: 'overloaded', certainty: 'not-sent' });
  expect(requests).toBe(600);
  now += 2000;
  for (let index = 0; index < 4; index += 1) await ask();
  expect(await failureOf(ask())).toMatchObject({ code: 'overloaded' });
});
