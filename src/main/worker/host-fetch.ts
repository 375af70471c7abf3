import { z } from 'zod';
import type { FetchAnswer, FetchQuestion } from './messages.ts';

const errorCode = z.object({ code: z.string() });

/** The host's end of the line over which the worker's requests travel. */
export interface HostFetch {
  /** Takes a question of the worker. */
  take(question: FetchQuestion): void;
  /** The worker has gone: nobody waits for its answers any more. */
  abortAll(): void;
}

/**
 * Carries out the worker's requests with the host's own network stack and hands the answers on as they arrive. No redirect is followed.
 * @param tell sends to the worker; the buffers of `transfer` go over to it
 */
export function createHostFetch(
  fetch: typeof globalThis.fetch,
  tell: (answer: FetchAnswer, transfer?: readonly ArrayBuffer[]) => void,
): HostFetch {
  const running = new Map<number, AbortController>();

  async function carryOut(question: Extract<FetchQuestion, { type: 'fetch' }>, signal: AbortSignal): Promise<void> {
    const { id, method, url, headers, body } = question;
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: body && new Uint8Array(body),
      redirect: 'manual',
      signal,
    });
    const { status, url: from, redirected } = response;
    tell({ type: 'fetch-head', id, status, headers: [...response.headers], url: from, redirected });
    if (response.body) {
      for await (const chunk of response.body) {
        // Copied, because a chunk may lie in a buffer that it shares with others, which must not go with it.
        const own = new Uint8Array(chunk);
        tell({ type: 'fetch-chunk', id, chunk: own }, [own.buffer]);
      }
    }
    tell({ type: 'fetch-end', id });
  }

  return {
    take(question) {
      const { id } = question;
      if (question.type === 'fetch-abort') {
        running.get(id)?.abort();
        return;
      }
      const controller = new AbortController();
      running.set(id, controller);
      carryOut(question, controller.signal)
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          const cause = error instanceof Error ? error.cause : undefined;
          const code = errorCode.safeParse(cause).data?.code ?? errorCode.safeParse(error).data?.code;
          tell({ type: 'fetch-error', id, message, code });
        })
        .finally(() => running.delete(id));
    },
    abortAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
