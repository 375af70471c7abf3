import type { Clock } from '../../shared/clock.ts';
import { chooseCoding, compressBody } from './compress-body.ts';
import type { HttpExchange } from './http-exchange.ts';
import type { LineSpeed } from './line-speed.ts';
import type { CallOptions } from './master-client.ts';
import type { RawAnswer } from './read-answer.ts';

export interface PushSenderOptions {
  readonly http: HttpExchange;
  readonly clock: Clock;
  readonly url: string;
  readonly speed: LineSpeed;
}

/** Sends bodies of pushes, compressed where the master takes it and the line is slow enough for it to pay. */
export interface PushSender {
  /** Content codings that the master said it takes. */
  accept(encodings: readonly string[]): void;
  send(body: string, headers: Readonly<Record<string, string>>, call: CallOptions): Promise<RawAnswer>;
}

/** A push may take this long, plus what its size needs on a line of 4 kB/s. */
const baseTimeoutMs = 30_000;
const slowestBytesPerMs = 4;
const longestTimeoutMs = 600_000;

export function createPushSender({ http, clock, url, speed }: PushSenderOptions): PushSender {
  let accepted: readonly string[] = [];

  async function sendBytes(
    wire: string | Uint8Array,
    wireBytes: number,
    headers: Record<string, string>,
    call: CallOptions,
  ): Promise<RawAnswer> {
    const timeoutMs = call.timeoutMs ?? Math.min(longestTimeoutMs, baseTimeoutMs + wireBytes / slowestBytesPerMs);
    return http.request({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': 'application/json' },
      body: wire,
      timeoutMs,
      signal: call.signal,
    });
  }

  return {
    accept(encodings) {
      accepted = encodings;
    },
    async send(body, headers, call) {
      const rawBytes = Buffer.byteLength(body);
      const coding = speed.shouldCompress(rawBytes) ? chooseCoding(accepted) : undefined;
      const startedAt = clock.now();
      const packed = coding && (await compressBody(body, coding));
      const wireBytes = packed?.byteLength ?? rawBytes;
      const answer = await sendBytes(
        packed ?? body,
        wireBytes,
        coding ? { ...headers, 'content-encoding': coding } : { ...headers },
        call,
      );
      if (coding && answer.status === 415) {
        // A proxy or an older master does not take the coding after all. It took nothing, so the same body goes once more, plain.
        accepted = [];
        return sendBytes(body, rawBytes, { ...headers }, call);
      }
      if (answer.status === 200)
        speed.note({ rawBytes, wireBytes, milliseconds: clock.now() - startedAt, compressed: packed !== undefined });
      return answer;
    },
  };
}
