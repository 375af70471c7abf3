import type { Clock } from '../../shared/clock.ts';
import { chooseCoding, compressBody } from './compress-body.ts';
import type { HttpExchange } from './http-exchange.ts';
import { poorLine, type LineSpeed } from './line-speed.ts';
import type { CallOptions } from './master-client.ts';
import { MasterError } from './master-error.ts';
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

/** How long head office may think about a push, once it has it. */
const judgingMs = 60_000;
/** Bytes per millisecond that a line is believed to carry on which no push has got through in its time. */
const poorestLine = 0.25;

export function createPushSender({ http, clock, url, speed }: PushSenderOptions): PushSender {
  let accepted: readonly string[] = [];
  /** How much of a body has left cannot be seen through `fetch`, so the time for it comes from its size: without an upper end, because the largest group has to get through too. */
  let slowest = poorLine;

  async function sendBytes(
    wire: string | Uint8Array,
    wireBytes: number,
    headers: Record<string, string>,
    call: CallOptions,
  ): Promise<RawAnswer> {
    try {
      return await http.request({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/json' },
        body: wire,
        timeoutMs: call.timeoutMs ?? judgingMs,
        sendMs: call.timeoutMs === undefined ? wireBytes / slowest : 0,
        signal: call.signal,
      });
    } catch (error) {
      // Perhaps the line is slower than that: the next try gets twice the time.
      if (error instanceof MasterError && error.code === 'timeout') slowest = Math.max(poorestLine, slowest / 2);
      throw error;
    }
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
      if (answer.status === 200) {
        const milliseconds = clock.now() - startedAt;
        slowest = Math.min(poorLine, Math.max(slowest, wireBytes / Math.max(1, milliseconds) / 2));
        speed.note({ rawBytes, wireBytes, milliseconds, compressed: packed !== undefined });
      }
      return answer;
    },
  };
}
