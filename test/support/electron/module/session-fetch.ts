import { Readable } from 'node:stream';
import { ClientRequest } from './client-request.ts';

const bodiless = new Set([101, 204, 205, 304]);

/** `session.fetch`, as Electron makes it of `net.request`: the answer is made by hand and knows no address, and a redirect that is not to be followed is an error. */
export async function sessionFetch(
  session: Electron.Session,
  input: string | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init);
  request.signal.throwIfAborted();
  const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
  return await new Promise<Response>((resolve, reject) => {
    const { method, url, redirect } = request;
    const asked = new ClientRequest({ session, method, url, redirect });
    for (const [name, value] of request.headers) asked.setHeader(name, value);
    request.signal.addEventListener('abort', () => {
      const reason: unknown = request.signal.reason;
      reject(reason instanceof Error ? reason : new Error('This operation was aborted'));
      asked.abort();
    });
    asked.on('error', reject);
    asked.on(
      'response',
      (answer: Readable & Pick<Electron.IncomingMessage, 'statusCode' | 'statusMessage' | 'headers'>) => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(answer.headers))
          headers.set(name, Array.isArray(value) ? value.join(', ') : value);
        const { statusCode: status, statusMessage: statusText } = answer;
        // Node's own kind of web stream is the one that its fetch knows.
        const stream = bodiless.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
        resolve(new Response(stream, { status, statusText, headers }));
      },
    );
    asked.end(body);
  });
}
