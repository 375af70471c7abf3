import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createNativeClient, type NativeClientOptions } from '../../../../src/main/master-client/native-client.ts';
import type { MasterClient } from '../../../../src/main/master-client/master-client.ts';
import { systemTimers } from '../../../../src/main/timers.ts';
import { systemClock } from '../../../../src/shared/clock.ts';
import { serve } from '../../../support/serve.ts';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Line {
  readonly address: string;
  readonly seen: SeenRequest[];
  readonly server: Server;
}

export type Behaviour = (request: SeenRequest, response: ServerResponse, raw: IncomingMessage) => void;

/** A real server on loopback that behaves as it is told, closed when the test ends. */
export async function openLine(behave: Behaviour): Promise<Line> {
  const seen: SeenRequest[] = [];
  const { url, server } = await serve((raw, response) => {
    const pieces: Buffer[] = [];
    raw.on('data', (piece: Buffer) => pieces.push(piece));
    raw.on('end', () => {
      const request = {
        method: raw.method ?? '',
        url: raw.url ?? '',
        headers: raw.headers,
        body: Buffer.concat(pieces),
      };
      seen.push(request);
      behave(request, response, raw);
    });
  });
  return { address: url, seen, server };
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function clientFor(address: string, options: Partial<NativeClientOptions> = {}): MasterClient {
  return createNativeClient({
    address,
    token: 'the-token',
    appVersion: '0.1.0',
    clock: systemClock,
    timers: systemTimers,
    ...options,
  });
}
