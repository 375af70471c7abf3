import type { FetchAnswer, FetchQuestion } from './messages.ts';

interface Waiting {
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
  stream: ReadableStreamDefaultController<Uint8Array> | null;
}

/** A `fetch` for the worker whose requests the host carries out: only the main process of Electron has Chromium's network stack. */
export interface WorkerFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Takes the host's part of an answer. */
  take(answer: FetchAnswer): void;
}

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304]);

export function createWorkerFetch(ask: (question: FetchQuestion) => void): WorkerFetch {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  function fail(id: number, error: Error): void {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (entry?.stream) entry.stream.error(error);
    else entry?.reject(error);
  }

  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
      lastId += 1;
      const id = lastId;
      request.signal.throwIfAborted();
      return await new Promise<Response>((resolve, reject) => {
        waiting.set(id, { resolve, reject, stream: null });
        request.signal.addEventListener('abort', () => {
          ask({ type: 'fetch-abort', id });
          fail(id, new DOMException('This operation was aborted', 'AbortError'));
        });
        ask({ type: 'fetch', id, method: request.method, url: request.url, headers: [...request.headers], body });
      });
    },
    take(answer) {
      const entry = waiting.get(answer.id);
      if (!entry) return;
      if (answer.type === 'fetch-head') {
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            entry.stream = controller;
          },
          cancel: () => ask({ type: 'fetch-abort', id: answer.id }),
        });
        const headers = answer.headers.map(([name, value]): [string, string] => [name, value]);
        const response = new Response(bodiless.has(answer.status) ? null : stream, { status: answer.status, headers });
        // A response made by hand knows no address; who asks looks at it to notice a redirect.
        Object.defineProperties(response, { url: { value: answer.url }, redirected: { value: answer.redirected } });
        entry.resolve(response);
      } else if (answer.type === 'fetch-chunk') entry.stream?.enqueue(answer.chunk);
      else if (answer.type === 'fetch-end') {
        waiting.delete(answer.id);
        entry.stream?.close();
      } else fail(answer.id, new TypeError('fetch failed', { cause: Object.assign(new Error(answer.message), { code: answer.code }) }));
    },
  };
}
