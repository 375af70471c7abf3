import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLine } from '../../../scripts/demo/line.ts';
import { eventually } from '../../support/eventually.ts';
import { serve } from '../../support/serve.ts';

/** A server that counts what reaches it. */
async function startServer(): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const { url } = await serve((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('here');
  });
  return { url, seen };
}

async function openTestLine(target: string) {
  const line = await openLine(target);
  onTestFinished(() => line.close());
  return line;
}

const ask = async (url: string, init?: RequestInit): Promise<string> => await (await fetch(url, init)).text();

describe('openLine', () => {
  it('carries requests, refuses them while it is cut, and carries them again', async () => {
    const server = await startServer();
    const line = await openTestLine(server.url);
    expect(await ask(`${line.url}/a`)).toBe('here');
    await line.cut();
    await expect(ask(`${line.url}/b`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await line.restore();
    expect(await ask(`${line.url}/c`)).toBe('here');
    expect(server.seen).toEqual(['GET /a', 'GET /c']);
  });

  it('breaks what is under way when it is cut', async () => {
    const { url, server } = await serve(() => undefined);
    const line = await openTestLine(url);
    const arrived = once(server, 'request');
    const asking = expect(ask(line.url)).rejects.toThrow('fetch failed');
    await arrived;
    await line.cut();
    await asking;
  });

  it('lets a request through and keeps its answer, until it is restored', async () => {
    const server = await startServer();
    const line = await openTestLine(server.url);
    line.swallowAnswersTo('POST /push');
    expect(await ask(`${line.url}/health`)).toBe('here');
    const asking = expect(ask(`${line.url}/push`, { method: 'POST', body: 'x' })).rejects.toThrow('fetch failed');
    await eventually('it has reached the server', () => server.seen.includes('POST /push'));
    await line.restore();
    await asking;
    expect(await ask(`${line.url}/push`, { method: 'POST', body: 'x' })).toBe('here');
  });
});
