import axios, { isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type { Timer, Timers } from '../timers.ts';
import { classifyFailure } from './classify-failure.ts';
import { MasterError, masterSentences } from './master-error.ts';
import type { RawAnswer } from './read-answer.ts';
import { readBody } from './read-body.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** Within so many milliseconds the head of the answer must have come, and from then on more of its body: see `read-body.ts`. */
  readonly timeoutMs: number;
  /** What the body needs on its way, in milliseconds; the head of the answer may come so much later. */
  readonly sendMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpStream {
  readonly status: number;
  readonly stream: ReadableStream<Uint8Array>;
  header(name: string): string | undefined;
}

/** One request over the `fetch` it is given, no redirect followed, nothing repeated, every failure a `MasterError`. */
export interface HttpExchange {
  request(request: HttpRequest): Promise<RawAnswer>;
  /** Opens a stream; the time limit holds until the head of the answer has come, the signal also afterwards. */
  open(request: HttpRequest): Promise<HttpStream>;
}

export function createHttpExchange(timers: Timers, fetch: typeof globalThis.fetch): HttpExchange {
  const http = axios.create({
    adapter: 'fetch',
    env: { fetch },
    responseType: 'stream',
    maxRedirects: 0,
    proxy: false,
    // The body is text or bytes already, and every status is an answer to be read.
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });

  /**
   * @param take what is done with the answer under the same time limit; it says when the limit begins anew
   * @param live the answer is read on after this: the caller's signal must still end it
   */
  async function send<T>(
    request: HttpRequest,
    take: (response: AxiosResponse<unknown>, moved: () => void) => Promise<T>,
    live = false,
  ): Promise<T> {
    const { signal, timeoutMs } = request;
    if (signal?.aborted) throw new MasterError('cancelled', masterSentences.cancelled, { certainty: 'not-sent' });
    const controller = new AbortController();
    let timedOut = false;
    let timer: Timer | undefined;
    const arm = (milliseconds: number): void => {
      timer?.cancel();
      timer = timers.after(milliseconds, () => {
        timedOut = true;
        controller.abort();
      });
    };
    const cancel = (): void => controller.abort();
    signal?.addEventListener('abort', cancel, { once: true });
    const config: AxiosRequestConfig = {
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      signal: controller.signal,
      ...(request.body === undefined ? {} : { data: request.body }),
    };
    arm(timeoutMs + (request.sendMs ?? 0));
    try {
      const response = await http.request<unknown>(config);
      const taken = await take(response, () => arm(timeoutMs));
      if (!live) signal?.removeEventListener('abort', cancel);
      return taken;
    } catch (error) {
      signal?.removeEventListener('abort', cancel);
      // Whatever is left of the answer is not read.
      controller.abort();
      if (error instanceof MasterError) throw error;
      throw classifyFailure(error, {
        timedOut,
        cancelled: signal?.aborted === true || (isAxiosError(error) && error.code === 'ERR_CANCELED'),
      });
    } finally {
      timer?.cancel();
    }
  }

  return {
    request: (request) =>
      send(request, async (response, moved) => {
        moved();
        const { status, data } = response;
        const body = data instanceof ReadableStream ? await readBody(data, request.timeoutMs, moved) : '';
        return { status, body, header: headerReader(response) };
      }),
    open: (request) =>
      send(
        request,
        async (response) => {
          const { status, data } = response;
          if (!(data instanceof ReadableStream))
            throw new MasterError('malformed-answer', masterSentences.malformed, { certainty: 'in-doubt', status });
          return { status, stream: data as ReadableStream<Uint8Array>, header: headerReader(response) }; // fetch streams bytes
        },
        true,
      ),
  };
}

function headerReader(response: AxiosResponse<unknown>): (name: string) => string | undefined {
  return (name) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
}
