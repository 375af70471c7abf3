import { createServer } from 'node:http';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBrowserHost } from '../../../../src/main/browser/start-browser-host.ts';
import { eventually } from '../../../support/eventually.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { ask, startTestHost } from './ask.ts';

const json = { 'content-type': 'application/json' };

describe('calls of the browser host', () => {
  it('answers a call and a refusal alike with 200', async () => {
    const host = await startTestHost();
    expect(await host.call('app.info')).toMatchObject({ ok: true, value: { host: 'browser', dataDir: host.dataDir } });
    const saved = await host.call('records.save', { model: 'Category', data: { name: 'Schrauben & Dübel' } });
    expect(saved).toMatchObject({ ok: true, value: { name: 'Schrauben & Dübel' } });
    expect(await host.call('records.list', { model: 'Category' })).toMatchObject({ ok: true, value: { total: 1 } });
    expect(await host.call('records.list', { model: 'Nothing' })).toMatchObject({
      ok: false,
      error: { code: 'unknown-model' },
    });
    expect(await host.call('logs.get', {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    for (const channel of ['no.such.call', '', '__proto__', '%E0%A4%A', 'app.info/']) {
      expect(await host.call(channel)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    }
  });

  it('takes an empty body for an empty object', async () => {
    const host = await startTestHost();
    for (const body of ['', ' \n']) {
      const answer = await host.ask({ method: 'POST', path: '/ipc/logs.stats', headers: json, body });
      expect(JSON.parse(answer.text)).toMatchObject({ ok: true });
    }
  });

  it('refuses what is no call, saying why', async () => {
    const host = await startTestHost();
    const post = { method: 'POST', path: '/ipc/app.info', headers: json };
    const refusals = [
      [{ ...post, body: '{"a":' }, 400, 'invalid-input'],
      [{ ...post, headers: {}, body: '{}' }, 415, 'invalid-input'],
      [{ ...post, headers: { 'content-type': 'text/plain' }, body: '{}' }, 415, 'invalid-input'],
      [{ ...post, headers: { 'content-type': 'application/jsonp' }, body: '{}' }, 415, 'invalid-input'],
      [
        { ...post, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
        415,
        'invalid-input',
      ],
      [{ ...post, method: 'GET' }, 405, 'invalid-input'],
      [{ ...post, method: 'PUT', body: '{}' }, 405, 'invalid-input'],
      [{ method: 'POST', path: '/events' }, 405, 'invalid-input'],
      [{ method: 'POST', path: '/' }, 405, 'invalid-input'],
      [{ method: 'OPTIONS', path: '/' }, 405, 'invalid-input'],
      [{ path: '//' }, 400, 'invalid-input'],
    ] as const;
    for (const [question, status, code] of refusals) {
      const answer = await host.ask(question);
      expect([question, answer.status]).toEqual([question, status]);
      expect(JSON.parse(answer.text)).toEqual({ error: { code, message: expect.stringMatching(/\.$/) } });
    }
    expect((await host.ask({ ...post, headers: { 'content-type': 'application/json; charset=utf-8' } })).status).toBe(
      200,
    );
  });

  it('takes a body of nearly 10 MB and says so when one is longer', async () => {
    const host = await startTestHost();
    const send = (length: number) =>
      host.ask({
        method: 'POST',
        path: '/ipc/app.info',
        headers: json,
        body: JSON.stringify({ padding: 'x'.repeat(length) }),
      });
    expect((await send(9_999_900)).status).toBe(200);
    const longer = await send(25_000_000);
    expect(longer.status).toBe(413);
    expect(JSON.parse(longer.text)).toMatchObject({ error: { code: 'too-large' } });
    expect(await host.call('app.info')).toMatchObject({ ok: true });
  });

  it('says on every answer what a browser may do with it', async () => {
    const host = await startTestHost();
    const questions = [
      { path: '/' },
      { path: '/nothing.js' },
      { path: '/assets/index-B1x_d-9z.js' },
      { method: 'POST', path: '/ipc/app.info', headers: json },
      { path: '/', headers: { host: 'evil.example' } },
      { path: '/', headers: { authorization: 'none' } },
      { path: `/?token=${host.token}` },
    ];
    for (const question of questions) {
      const { headers } = await host.ask(question);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('tells every page of changes', async () => {
    const host = await startTestHost();
    const pages = await Promise.all([listen(), listen()]);
    async function listen(): Promise<{ text: string }> {
      const controller = new AbortController();
      onTestFinished(() => controller.abort());
      const response = await fetch(`http://127.0.0.1:${host.port}/events`, {
        headers: { authorization: `Bearer ${host.token}` },
        signal: controller.signal,
      });
      expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
      const page = { text: '' };
      const follow = async (): Promise<void> => {
        for await (const chunk of response.body ?? []) page.text += Buffer.from(chunk).toString('utf8');
      };
      // Ends with the test, or with the host.
      follow().catch(() => undefined);
      return page;
    }
    await host.call('records.save', { model: 'Category', data: { name: 'Tools' } });
    for (const page of pages) {
      await eventually('the change is told', () => page.text.includes('"records:Category"'));
      const event = page.text.split('\n\n').find((part) => part.includes('records:Category')) ?? '';
      const [name, data] = event.split('\n');
      expect(name).toBe('event: changed');
      expect(JSON.parse(data?.replace(/^data: /, '') ?? '')).toEqual({
        topics: expect.arrayContaining(['records:Category']),
      });
    }
  });
});

describe('starting and ending the browser host', () => {
  it('shows why the branch cannot be opened instead of ending, on the page and in the answers', async () => {
    const dataDir = join(tempFolder(), 'file');
    writeFileSync(dataDir, '');
    const host = await startTestHost({ dataDir });
    expect(host.failure).toMatchObject({ code: 'data-folder-unusable' });
    const page = await host.ask({ path: '/' });
    expect([page.status, page.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    expect(page.text).toContain(host.failure?.message.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    expect(await host.call('sync.status')).toEqual({ ok: false, error: host.failure });
    expect((await ask(host.port, { path: '/' })).status).toBe(401);
  });

  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const start = startBrowserHost({ dataDir: tempFolder(), port, rendererDir: tempFolder() });
    await expect(start).rejects.toMatchObject({
      code: 'wrong-usage',
      message: expect.stringContaining(`port ${port}`),
    });
  });

  it('leaves the port and the data free when it ends, though a page was listening', async () => {
    const dataDir = tempFolder();
    const host = await startTestHost({ dataDir });
    await fetch(`http://127.0.0.1:${host.port}/events`, {
      headers: { authorization: `Bearer ${host.token}` },
    });
    await host.call('records.save', { model: 'Category', data: { name: 'Tools' } });
    await Promise.all([host.close(), host.close()]);
    await expect(ask(host.port, { path: '/' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const again = await startTestHost({ dataDir, port: host.port });
    expect(await again.call('records.list', { model: 'Category' })).toMatchObject({ ok: true, value: { total: 1 } });
  });
});
