import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A folder on a web server that holds newer versions, as electron-builder fills it. */
export interface UpdateFeed {
  readonly url: string;
  /** Paths that were asked for, in order, without what keeps caches away. */
  readonly asked: string[];
  /** Announces a version, whose file holds `content`; `announced` is what the checksum is made of, if it is something else. */
  publish(version: string, file: string, content: string, announced?: string): void;
  /** Answers everything so from now on; null: as a feed again. */
  answerWith(answer: ((request: IncomingMessage, response: ServerResponse) => void) | null): void;
  close(): Promise<void>;
}

/**
 * @param channelFile `latest-linux.yml`, `latest-mac.yml` or `latest.yml`
 * @param identity key and certificate in PEM form, for https
 */
export async function startUpdateFeed(
  channelFile: string,
  identity?: { readonly key: string; readonly cert: string },
): Promise<UpdateFeed> {
  const files = new Map<string, string>();
  const asked: string[] = [];
  let answer: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  const serve: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://feed');
    asked.push(pathname);
    if (answer) return answer(request, response);
    const content = files.get(decodeURIComponent(pathname));
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': 'application/octet-stream' });
    response.end(content);
  };
  const server = identity ? createSecureServer(identity, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    url: `${identity ? 'https' : 'http'}://127.0.0.1:${port}/branch`,
    asked,
    publish(version, file, content, announced = content) {
      const sha512 = createHash('sha512').update(announced).digest('base64');
      const size = Buffer.byteLength(announced);
      files.set(`/branch/${file}`, content);
      files.set(
        `/branch/${channelFile}`,
        `version: ${version}\nfiles:\n  - url: ${encodeURIComponent(file)}\n    sha512: ${sha512}\n    size: ${size}\nreleaseDate: '2026-11-25T04:00:00.000Z'\n`,
      );
    },
    answerWith(next) {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
