import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { openFaultLine, type FaultLineOptions } from '../../support/fault-line.ts';
import { serve } from '../../support/serve.ts';

const body = 'x'.repeat(200_000);

/** A server that counts what reaches it and answers 200,000 bytes. */
async function startServer(): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const { url } = await serve((request, response) => {
    seen.push(String(request.url));
    response.end(body);
  });
  return { url, seen };
}

async function openTestLine(target: string, options: Partial<FaultLineOptions> = {}) {
  const line = await openFaultLine({ target, random: () => 0.5, ...options });
  onTestFinished(() => line.close());
  return line;
}

const ask = async (url: string): Promise<string> => await (await fetch(url)).text();

describe('openFaultLine', () => {
  it('carries everything, and counts it', async () => {
    const server = await startServer();
    const line = await openTestLine(server.url);
    expect(await ask(line.url)).toBe(body);
    expect(line.carried.toBranch).toBeGreaterThan(body.length);
    expect(line.carried.toMaster).toBeGreaterThan(20);
  });

  it('refuses while it is cut, and carries again at the same address', async () => {
    const server = await startServer();
    const line = await openTestLine(server.url);
    await line.become({ kind: 'cut' });
    await expect(ask(line.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await line.become({ kind: 'good' });
    expect(await ask(line.url)).toBe(body);
    expect(server.seen).toHaveLength(1);
  });

  it('answers nothing while it is silent, and with a page of its own for a login', async () => {
    const server = await startServer();
    const line = await openTestLine(server.url);
    await line.become({ kind: 'login-page' });
    expect(await ask(line.url)).toContain('<form>');
    await line.become({ kind: 'silent' });
    const before = line.carried.toMaster;
    const asking = expect(ask(line.url)).rejects.toThrow('fetch failed');
    await eventually('the request has been taken', () => line.carried.toMaster > before);
    // The next state breaks what was waiting.
    await line.become({ kind: 'good' });
    await asking;
    expect(server.seen).toEqual([]);
  });

  it('breaks answers off after so many bytes', async () => {
    const server = await startServer();
    const line = await openTestLine(server.url);
    await line.become({ kind: 'truncated', afterBytes: 1000 });
    await expect(ask(line.url)).rejects.toThrow('terminated');
    expect(server.seen).toHaveLength(1);
  });

  it('loses the answers to the share of requests asked for, each after it was carried out', async () => {
    const server = await startServer();
    let next = 0;
    const line = await openTestLine(server.url, { random: () => (next++ % 10) / 10 });
    line.loseAnswers(0.1);
    let failed = 0;
    for (let number = 0; number < 30; number += 1) await ask(line.url).catch(() => (failed += 1));
    expect(failed).toBe(3);
    expect(line.lost).toBe(3);
    expect(server.seen.length).toBe(30);
  });

  it('takes at least the time that its speed and distance need, and keeps the bytes in order under loss', async () => {
    const server = await startServer();
    let next = 0;
    const line = await openTestLine(server.url, {
      shape: { bytesPerSecond: 1_000_000, delayMs: 50, loss: 0.3 },
      random: () => (next++ % 7) / 7,
    });
    const began = performance.now();
    expect(await ask(line.url)).toBe(body);
    expect(performance.now() - began).toBeGreaterThan(290);
  });
});
