import { EventEmitter } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { pipeline, PassThrough, type Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { requireAllowed, toChromiumError } from './chromium-errors.ts';
import { requireReady } from './readiness.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
const unpackers: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
type Follow = 'follow' | 'error' | 'manual';

/** A request of `net.request`, over real HTTP by Node's stack, with the certificates judged by the session. The system's proxy has no part in it. */
export class ClientRequest extends EventEmitter {
  readonly _request: http.ClientRequest;
  _response: PassThrough | null = null;
  _followed = false;
  _closed = false;

  constructor(options: Electron.ClientRequestConstructorOptions | string) {
    super();
    requireReady('net.request()');
    const given: Electron.ClientRequestConstructorOptions = typeof options === 'string' ? { url: options } : options;
    const target = given.url === undefined ? targetOf(given) : new URL(given.url);
    if (!given.session) throw new Error('The stand-in of Electron models requests of a session that is named');
    const secure = target.protocol === 'https:';
    const { _agent } = given.session as unknown as { _agent: https.Agent };
    const method = (given.method ?? 'GET').toUpperCase();
    this._request = (secure ? https : http).request(target, { method, ...(secure ? { agent: _agent } : {}) });
    this._request.setHeader('accept-encoding', secure ? 'gzip, deflate, br' : 'gzip, deflate');
    for (const [name, value] of Object.entries(given.headers ?? {})) {
      requireAllowed(name);
      this._request.setHeader(name, value);
    }
    this._request.on('response', (response) => this._take(response, target, given.redirect ?? 'follow'));
    this._request.on('error', (error) => this._die(toChromiumError(error)));
  }

  setHeader(name: string, value: string): void {
    requireAllowed(name);
    this._request.setHeader(name, value);
  }
  getHeader(name: string): string {
    return String(this._request.getHeader(name));
  }
  write(chunk: string | Buffer): void {
    this._request.write(chunk);
  }
  end(chunk?: string | Buffer): this {
    this._request.end(chunk, () => this.emit('finish'));
    return this;
  }
  abort(): void {
    if (this._closed) return;
    this.emit('abort');
    this._response?.emit('aborted');
    this._close();
    this._response?.destroy();
    this._request.destroy();
  }
  /** Only while `redirect` is told. */
  followRedirect(): void {
    this._followed = true;
  }

  _take(raw: http.IncomingMessage, target: URL, follow: Follow): void {
    const { statusCode = 0, statusMessage = '', headers } = raw;
    if (redirects.has(statusCode) && headers.location !== undefined)
      return this._redirect(raw, new URL(headers.location, target).href, follow);
    // Chromium hands on what it has unpacked.
    const unpack = unpackers[headers['content-encoding'] ?? '']?.();
    const body = new PassThrough();
    const ended = (error: NodeJS.ErrnoException | null | undefined): void => {
      if (error && !this._closed) body.destroy(toChromiumError(error));
      this._close();
    };
    if (unpack) pipeline(raw, unpack, body, ended);
    else pipeline(raw, body, ended);
    this._response = Object.assign(body, { statusCode, statusMessage, headers });
    this.emit('response', this._response);
  }

  _redirect(raw: http.IncomingMessage, to: string, follow: Follow): void {
    raw.resume();
    if (follow === 'error') return this._die(new Error("Attempted to redirect, but redirect policy was 'error'"));
    this.emit('redirect', raw.statusCode, 'GET', to, raw.headers);
    if (this._closed) return;
    if (follow === 'manual' && !this._followed) return this._die(new Error('Redirect was cancelled'));
    throw new Error('The stand-in of Electron does not follow redirects; whoever asks makes a new request');
  }
  _die(error: Error): void {
    if (this._closed) return;
    this._response?.destroy(error);
    this.emit('error', error);
    this._close();
  }
  _close(): void {
    if (this._closed) return;
    this._closed = true;
    this.emit('close');
  }
}

function targetOf({
  protocol = 'http:',
  host,
  hostname,
  port,
  path = '/',
}: Electron.ClientRequestConstructorOptions): URL {
  return new URL(path, `${protocol}//${hostname ?? host ?? 'localhost'}${port === undefined ? '' : `:${port}`}`);
}

ClientRequest.prototype satisfies Pick<
  Electron.ClientRequest,
  'setHeader' | 'getHeader' | 'write' | 'abort' | 'followRedirect'
>;
