import type { Clock } from '../../shared/clock.ts';
import type { Timer, Timers } from '../timers.ts';
import { classifyFailure } from './classify-failure.ts';
import { readHeadEvents } from './event-stream.ts';
import type { HttpExchange } from './http-exchange.ts';
import type { HeadListener } from './master-client.ts';
import { MasterError } from './master-error.ts';
import { readAnswer } from './read-answer.ts';
import { readBody } from './read-body.ts';
import { z } from 'zod';

export interface EventsRequest {
  readonly http: HttpExchange;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A keep-alive comes every 20 s: a stream silent for longer than this is dead, whatever the socket believes. */
const silenceMs = 60_000;
const openTimeoutMs = 15_000;

/** Opens the stream of head events and reads it to its end. @throws MasterError when it cannot be opened, breaks, or falls silent */
export async function openEvents(request: EventsRequest, signal: AbortSignal, listener: HeadListener): Promise<void> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  signal.addEventListener('abort', cancel, { once: true });
  let silent = false;
  let watch: Timer | undefined;
  const rearm = (): void => {
    watch?.cancel();
    watch = request.timers.after(silenceMs, () => {
      silent = true;
      controller.abort();
    });
  };
  try {
    if (signal.aborted) cancel();
    const answer = await request.http.open({
      method: 'GET',
      url: request.url,
      headers: { ...request.headers, accept: 'text/event-stream' },
      timeoutMs: openTimeoutMs,
      signal: controller.signal,
    });
    if (answer.status !== 200 || !(answer.header('content-type') ?? '').includes('text/event-stream')) {
      // Whatever this is, it is not the stream: its text says what it is.
      rearm();
      const body = await readBody(answer.stream, silenceMs, rearm);
      readAnswer(z.never(), { status: answer.status, body, header: answer.header }, request.clock.now());
    }
    rearm();
    listener.opened();
    await readHeadEvents(answer.stream, rearm, (event) => listener.head(event));
  } catch (error) {
    if (error instanceof MasterError && !silent) throw error;
    throw classifyFailure(error, { timedOut: silent, cancelled: signal.aborted });
  } finally {
    watch?.cancel();
    signal.removeEventListener('abort', cancel);
    // Closes the connection also when a listener or the parser gave up in the middle.
    controller.abort();
  }
}
