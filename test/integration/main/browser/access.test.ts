import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { ask, startTestHost, type TestHost } from './ask.ts';

const json = { 'content-type': 'application/json' };
let host: TestHost;

beforeEach(async () => {
  host = await startTestHost();
});

describe('who may speak to the browser host', () => {
  it('gives each start a token of 256 bits of its own and prints it in the address', async () => {
    const other = await startTestHost();
    expect(Buffer.from(host.token, 'base64url')).toHaveLength(32);
    expect(other.token).not.toBe(host.token);
    expect(host.url).toBe(`http://127.0.0.1:${host.port}/?token=${host.token}`);
    const crossed = await ask(other.port, { path: '/', headers: { authorization: `Bearer ${host.token}` } });
    expect(crossed.status).toBe(401);
  });

  it('turns the address into a cookie and then leads away from it', async () => {
    const first = await ask(host.port, { path: `/?token=${host.token}` });
    expect([first.status, first.headers.location]).toEqual([303, '/']);
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie).toBe(`synclog_${host.port}=${host.token}; HttpOnly; SameSite=Strict; Path=/`);
    expect(first.headers['referrer-policy']).toBe('no-referrer');
    const sent = `other=1; ${cookie.split(';')[0]}; more=2`;
    expect((await ask(host.port, { path: '/', headers: { cookie: sent } })).status).toBe(200);
    const call = { method: 'POST', path: '/ipc/app.info', headers: { ...json, cookie: sent } };
    expect((await ask(host.port, call)).status).toBe(200);
  });

  it('refuses a wrong token everywhere, a program with JSON and a person with a page', async () => {
    const wrong: [string, Record<string, string>][] = [
      ['nothing', {}],
      ['an empty token', { authorization: 'Bearer ' }],
      ['another token', { authorization: `Bearer ${'x'.repeat(43)}` }],
      ['a beginning', { authorization: 'Bearer x' }],
      ['another scheme', { authorization: 'Basic eDp5' }],
      ['another cookie', { cookie: 'synclog=1; synclog_1=2' }],
    ];
    for (const [what, headers] of wrong) {
      for (const [method, path] of [
        ['POST', '/ipc/app.info'],
        ['POST', '/ipc/no.such.call'],
        ['GET', '/events'],
      ] as const) {
        const answer = await ask(host.port, { method, path, headers: { ...json, ...headers }, body: '' });
        expect([what, path, answer.status]).toEqual([what, path, 401]);
        expect(JSON.parse(answer.text)).toEqual({ error: { code: 'unauthorized', message: expect.any(String) } });
      }
      for (const path of ['/', '/assets/index-B1x_d-9z.js', '/?token=', '/?token=wrong', '/nothing']) {
        const answer = await ask(host.port, { path, headers });
        expect([what, path, answer.status, answer.headers['set-cookie']]).toEqual([what, path, 401, undefined]);
        expect(answer.text).toContain('Start SyncLog again');
      }
    }
  });

  it('refuses another name for this computer, even with the token', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${host.port}`,
      '127.0.0.1',
      'localhost:1',
      `127.0.0.1.evil.example:${host.port}`,
    ]) {
      for (const path of ['/', `/?token=${host.token}`, '/events']) {
        const answer = await host.ask({ path, headers: { host: name } });
        expect([name, path, answer.status]).toEqual([name, path, 403]);
        expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'not-allowed' } });
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    }
    expect((await host.ask({ path: '/', headers: { host: `localhost:${host.port}` } })).status).toBe(200);
  });

  it('refuses the page of another origin, even with the token', async () => {
    const call = (origin: string) =>
      host.ask({ method: 'POST', path: '/ipc/app.info', headers: { ...json, origin }, body: '{}' });
    for (const origin of ['null', 'https://evil.example', `https://127.0.0.1:${host.port}`, 'http://127.0.0.1:1']) {
      expect([origin, (await call(origin)).status]).toEqual([origin, 403]);
    }
    for (const name of ['127.0.0.1', 'localhost']) expect((await call(`http://${name}:${host.port}`)).status).toBe(200);
  });

  it('cannot be reached from the network', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4');
    // The whole of 127.0.0.0/8 is this computer as well, and is not listened to either.
    for (const address of [outside?.address, ...(process.platform === 'linux' ? ['127.0.0.2'] : [])]) {
      if (address === undefined) continue;
      const refused = new Promise((resolve) => {
        const socket = connect(host.port, address);
        socket.on('connect', () => {
          socket.destroy();
          resolve('connected');
        });
        socket.on('error', () => resolve('refused'));
      });
      expect(await refused).toBe('refused');
    }
  });
});
