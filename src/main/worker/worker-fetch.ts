import type { FetchAnswer, FetchQuestion } from './messages.ts';

/** A `fetch` for the worker whose requests the host carries out: only the main process of Electron has Chromium's network stack. */
export interface WorkerFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Takes the host's part of an answer. */
  take(answer: FetchAnswer): void;
}

interface Waiting {
  resolve(response: Response): void;
  /** Ends the request and what of its answer is still being read. */
  fail(error: unknown): void;
  /** Forgets the request, which has come to its end. */
  done(): void;
  stream: ReadableStreamDefaultController<Uint8Array> | null;
}

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304]);

/** @param ask sends to the host; the buffers of `transfer` go over to it */
export function createWorkerFetch(
  ask: (question: FetchQuestion, transfer?: readonly ArrayBuffer[]) => void,
): WorkerFetch {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  /** Nobody reads the answer any more; what the host has already sent of it finds nobody waiting. */
  function giveUp(id: number): void {
    waiting.get(id)?.done();
    ask({ type: 'fetch-abort', id });
  }

  function send(id: number, request: Request, body: Uint8Array<ArrayBuffer> | null): Promise<Response> {
    const { method, url, headers, signal } = request;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        entry.fail(signal.reason);
        ask({ type: 'fetch-abort', id });
      };
      const entry: Waiting = {
        stream: null,
        resolve,
        done() {
          waiting.delete(id);
          signal.removeEventListener('abort', abort);
        },
        fail(error) {
          entry.done();
          entry.stream?.error(error);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      };
      waiting.set(id, entry);
      signal.addEventListener('abort', abort, { once: true });
      ask({ type: 'fetch', id, method, url, headers: [...headers], body }, body ? [body.buffer] : []);
    });
  }

  function takeHead(entry: Waiting, head: Extract<FetchAnswer, { type: 'fetch-head' }>): void {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        entry.stream = controller;
      },
      cancel: () => giveUp(head.id),
    });
    const headers = head.headers.map(([name, value]): [string, string] => [name, value]);
    const response = new Response(bodiless.has(head.status) ? null : body, { status: head.status, headers });
    // A response made by hand knows no address; who asks looks at it to notice a redirect.
    Object.defineProperties(response, { url: { value: head.url }, redirected: { value: head.redirected } });
    entry.resolve(response);
  }

  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
      request.signal.throwIfAborted();
      lastId += 1;
      return await send(lastId, request, body);
    },
    take(answer) {
      const entry = waiting.get(answer.id);
      if (!entry) return;
      if (answer.type === 'fetch-head') {
        try {
          takeHead(entry, answer);
        } catch (error) {
          // A status or a header that no response can have.
          entry.fail(new TypeError('fetch failed', { cause: error }));
        }
      } else if (answer.type === 'fetch-chunk') entry.stream?.enqueue(answer.chunk);
      else if (answer.type === 'fetch-end') {
        entry.done();
        entry.stream?.close();
      } else {
        const cause = Object.assign(new Error(answer.message), { code: answer.code });
        entry.fail(new TypeError('fetch failed', { cause }));
      }
    },
  };
}
