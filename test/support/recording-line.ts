import type { IncomingHttpHeaders } from 'node:http';
import { serve } from './serve.ts';

/** A proxy between a branch and head office that keeps every request, so that one can arrive once more, later. */
export interface RecordingLine {
  readonly url: string;
  readonly requests: readonly Recorded[];
}

export interface Recorded {
  /** For example `POST /v1/push`. */
  readonly what: string;
  readonly body: string;
  /** Lets it arrive once more. Resolves with head office's answer. */
  again(): Promise<{ readonly status: number; readonly body: string }>;
}

export async function openRecordingLine(target: string): Promise<RecordingLine> {
  const requests: Recorded[] = [];
  const { url } = await serve((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array)); // a request is read as bytes
      const body = Buffer.concat(chunks);
      const method = request.method ?? 'GET';
      const path = request.url ?? '/';
      const send = () =>
        fetch(`${target}${path}`, {
          method,
          headers: passedOn(request.headers),
          ...(method === 'GET' ? {} : { body }),
        });
      requests.push({
        what: `${method} ${path.split('?')[0]}`,
        body: body.toString('utf8'),
        async again() {
          const answer = await send();
          return { status: answer.status, body: await answer.text() };
        },
      });
      const answer = await send();
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  return { url, requests };
}

/** What belongs to one connection only is left out. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const own = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];
  const kept = Object.entries(headers).filter(([name]) => !own.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
