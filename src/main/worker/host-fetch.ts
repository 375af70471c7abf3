import { z } from 'zod';
import type { FetchAnswer, FetchQuestion } from './messages.ts';

const errorCode = z.object({ code: z.string() });

/** Carries out the worker's requests with the host's own network stack and hands the answers on as they arrive. */
export function createHostFetch(fetch: typeof globalThis.fetch, tell: (answer: FetchAnswer) => void): (question: FetchQuestion) => void {
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
    tell({ type: 'fetch-head', id, status: response.status, headers: [...response.headers], url: response.url, redirected: response.redirected });
    if (response.body) for await (const chunk of response.body) tell({ type: 'fetch-chunk', id, chunk });
    tell({ type: 'fetch-end', id });
  }

  return (question) => {
    if (question.type === 'fetch-abort') {
      running.get(question.id)?.abort();
      return;
    }
    const { id } = question;
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
  };
}
