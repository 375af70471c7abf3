import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SyncLogError, toErrorShape, type ErrorShape } from '../../shared/errors.ts';
import type { IpcAnswer } from '../../shared/ipc/envelope.ts';
import { startBranchWorker, type BranchWorker } from '../worker/worker-client.ts';
import { createGate, type Gate } from './access.ts';
import { readJson, securityHeaders, sendError, sendJson, sendPage } from './answers.ts';
import { createEventStreams } from './event-streams.ts';
import { openInBrowser } from './open-in-browser.ts';
import { serveScreen } from './serve-screens.ts';

export interface BrowserHostOptions {
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the built screens are. */
  readonly rendererDir: string;
  /** Opens the system's browser, where there is a display. Default: false. */
  readonly open?: boolean;
}

export interface BrowserHost {
  /** With the token of this start: whoever has it has the app. */
  readonly url: string;
  readonly token: string;
  readonly port: number;
  /** Why the branch could not be opened; then only a page with this sentence is served. */
  readonly failure: ErrorShape | null;
  close(): Promise<void>;
}

/**
 * Serves the branch app to this computer's own browser: the same screens through the same contract as in Electron.
 * @throws SyncLogError `wrong-usage` when the port is taken
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const token = randomBytes(32).toString('base64url');
  let worker: BranchWorker | null = null;
  let failure: ErrorShape | null = null;
  let gate: Gate | null = null;

  const server = createServer((request, response) => {
    if (!gate) return void response.destroy();
    handle(request, response, gate).catch((error: unknown) => {
      const shape = toErrorShape(error);
      if (response.headersSent) response.destroy();
      else
        sendError(
          response,
          shape.code === 'too-large' ? 413 : shape.code === 'internal' ? 500 : 400,
          shape.code,
          shape.message,
        );
    });
  });
  const port = await listen(server, options.port);
  gate = createGate(token, port);
  const streams = createEventStreams();
  try {
    worker = await startBranchWorker({ dataDir: options.dataDir, host: 'browser' });
    worker.onChanged(streams.tell);
  } catch (error) {
    failure = toErrorShape(error);
  }

  async function handle(request: IncomingMessage, response: ServerResponse, door: Gate): Promise<void> {
    const access = door.check(request);
    if (access === 'foreign')
      return sendError(response, 403, 'not-allowed', 'SyncLog answers only its own page on this computer.');
    const address = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
    if (!address) return sendError(response, 400, 'invalid-input', 'This is not an address of SyncLog.');
    const { pathname, searchParams } = address;
    const page = !pathname.startsWith('/ipc/') && pathname !== '/events';
    if (page && request.method === 'GET' && searchParams.has('token') && door.isToken(searchParams.get('token'))) {
      // Out of the address, so that it does not stay in the history or on a screenshot.
      const cookie = `${door.cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`;
      response.writeHead(303, { ...securityHeaders, location: '/', 'set-cookie': cookie });
      return void response.end();
    }
    if (access !== 'allowed') {
      const sentence = 'This link is not valid any more. Start SyncLog again and use the link that it prints.';
      return page ? sendPage(response, 401, sentence) : sendError(response, 401, 'unauthorized', sentence);
    }
    if (pathname === '/events')
      return request.method === 'GET' ? streams.open(response) : sendError(response, 405, 'invalid-input', 'Use GET.');
    if (pathname.startsWith('/ipc/')) return await answerCall(request, response, pathname.slice('/ipc/'.length));
    if (request.method !== 'GET') return sendError(response, 405, 'invalid-input', 'Use GET.');
    if (failure) return sendPage(response, 500, failure.message);
    return await serveScreen(response, options.rendererDir, pathname);
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse, channel: string): Promise<void> {
    if (request.method !== 'POST') return sendError(response, 405, 'invalid-input', 'Use POST.');
    // A form of another site cannot send this type without asking first.
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return sendError(response, 415, 'invalid-input', 'Send JSON, with the content type application/json.');
    }
    const input = await readJson(request);
    const closed: IpcAnswer = {
      ok: false,
      error: failure ?? { code: 'internal', message: 'SyncLog is still starting.' },
    };
    sendJson(response, 200, worker ? await worker.call(channel, input) : closed);
  }

  const url = `http://127.0.0.1:${port}/?token=${token}`;
  if (options.open) openInBrowser(url);
  return {
    url,
    token,
    port,
    failure,
    async close() {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      streams.close();
      // What is being saved at this moment is answered before its connection goes.
      await worker?.close();
      await nextTurn();
      server.closeAllConnections();
      await ended;
    },
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new SyncLogError(
          'wrong-usage',
          `SyncLog cannot listen on port ${port} (${error.message}). Choose another one with --port.`,
          { cause: error },
        ),
      ),
    );
    // This computer alone: nothing else on the network reaches it.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
