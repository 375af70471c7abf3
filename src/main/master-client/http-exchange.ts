import axios, { isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type { Timers } from '../timers.ts';
import { classifyFailure } from './classify-failure.ts';
import { MasterError, masterSentences } from './master-error.ts';
import type { RawAnswer } from './read-answer.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly timeoutMs: number;
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

/** More than any page or answer of the protocol; what is larger comes from something else. */
const longestAnswer = 256_000_000;

export function createHttpExchange(timers: Timers, fetch: typeof globalThis.fetch): HttpExchange {
  const http = axios.create({
    adapter: 'fetch',
    env: { fetch },
    maxRedirects: 0,
    maxContentLength: longestAnswer,
    proxy: false,
    // The body is text or bytes already, and every status is an answer to be read.
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });

  async function send(request: HttpRequest, responseType: 'text' | 'stream'): Promise<AxiosResponse<unknown>> {
    if (request.signal?.aborted)
      throw new MasterError('cancelled', masterSentences.cancelled, { certainty: 'not-sent' });
    const controller = new AbortController();
    let timedOut = false;
    const timer = timers.after(request.timeoutMs, () => {
      timedOut = true;
      controller.abort();
    });
    const cancel = (): void => controller.abort();
    request.signal?.addEventListener('abort', cancel, { once: true });
    const config: AxiosRequestConfig = {
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      responseType,
      signal: controller.signal,
      ...(request.body === undefined ? {} : { data: request.body }),
    };
    try {
      return await http.request<unknown>(config);
    } catch (error) {
      throw classifyFailure(error, {
        timedOut,
        cancelled: request.signal?.aborted === true || (isAxiosError(error) && error.code === 'ERR_CANCELED'),
      });
    } finally {
      timer.cancel();
      // A stream lives on after this: the caller's signal must still end it.
      if (responseType === 'text') request.signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    async request(request) {
      const response = await send(request, 'text');
      return {
        status: response.status,
        body: typeof response.data === 'string' ? response.data : '',
        header: headerReader(response),
      };
    },
    async open(request) {
      const response = await send(request, 'stream');
      if (!(response.data instanceof ReadableStream)) {
        throw new MasterError('malformed-answer', masterSentences.malformed, {
          certainty: 'in-doubt',
          status: response.status,
        });
      }
      return {
        status: response.status,
        stream: response.data as ReadableStream<Uint8Array>,
        header: headerReader(response),
      }; // fetch streams bytes
    },
  };
}

function headerReader(response: AxiosResponse<unknown>): (name: string) => string | undefined {
  return (name) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
}
