import type { ServerResponse } from 'node:http';
import type { ChangedEvent } from '../../shared/ipc/envelope.ts';
import { securityHeaders } from './answers.ts';

const keepaliveMs = 15_000;

/** The open `GET /events` of every page. */
export interface EventStreams {
  open(response: ServerResponse): void;
  tell(event: ChangedEvent): void;
  close(): void;
}

export function createEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();
  const timer = setInterval(() => {
    for (const stream of streams) stream.write(': still here\n\n');
  }, keepaliveMs);
  timer.unref();
  return {
    open(response) {
      response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8' });
      // A first line, so that the browser knows that the stream is open.
      response.write(': open\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
    },
    tell(event) {
      for (const stream of streams) stream.write(`event: changed\ndata: ${JSON.stringify(event)}\n\n`);
    },
    close() {
      clearInterval(timer);
      for (const stream of streams) stream.end();
    },
  };
}
