import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startBrowserHost, type BrowserHost } from '../../../../src/main/browser/start-browser-host.ts';
import type { BrowserHostOptions } from '../../../../src/main/browser/start-browser-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Question {
  readonly method?: string;
  /** Sent as it is: nothing resolves its dots. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request to a port of this computer, with exactly the headers given. */
export async function ask(port: number, { method = 'GET', path, headers = {}, body }: Question): Promise<Answer> {
  const asking = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  asking.end(body);
  const [response] = await once(asking, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') };
}

export interface TestHost extends BrowserHost {
  readonly dataDir: string;
  readonly rendererDir: string;
  /** With the token as a program sends it. */
  ask(question: Question): Promise<Answer>;
  /** Calls a channel as a program does. */
  call(channel: string, input?: unknown): Promise<unknown>;
}

/** A browser host on a free port, closed when the test ends, with a little build of the screens. */
export async function startTestHost(options: Partial<BrowserHostOptions> = {}): Promise<TestHost> {
  const { dataDir = tempFolder(), rendererDir = writeLittleBuild() } = options;
  const host = await startBrowserHost({ port: 0, ...options, dataDir, rendererDir });
  onTestFinished(() => host.close());
  const authorization = `Bearer ${host.token}`;
  const askWithToken = (question: Question): Promise<Answer> =>
    ask(host.port, { ...question, headers: { authorization, ...question.headers } });
  return {
    ...host,
    dataDir,
    rendererDir,
    ask: askWithToken,
    async call(channel, input = {}) {
      const headers = { 'content-type': 'application/json' };
      const answer = await askWithToken({
        method: 'POST',
        path: `/ipc/${channel}`,
        headers,
        body: JSON.stringify(input),
      });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
      return JSON.parse(answer.text);
    },
  };
}

/** As `npm run build` leaves it, with a secret beside it. */
function writeLittleBuild(): string {
  const out = tempFolder();
  const rendererDir = join(out, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(out, 'secret.json'), '"not for you"');
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>SyncLog</title>');
  writeFileSync(join(rendererDir, 'app-touch-icon.png'), 'icon');
  writeFileSync(join(rendererDir, 'notes.exe'), 'not a kind of file that screens consist of');
  writeFileSync(join(rendererDir, 'assets/index-B1x_d-9z.js'), 'console.log(1)');
  writeFileSync(join(rendererDir, 'assets/index-B1x_d-9z.css'), 'body{}');
  return rendererDir;
}
