import type { IncomingMessage, ServerResponse } from 'node:http';
import { SyncLogError } from '../../shared/errors.ts';
import { contentSecurityPolicy } from '../desktop/screen-file.ts';

const longestBody = 10_000_000;

/** What every answer says to the browser. */
export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

/** A page with a sentence, for where there are no screens. */
export function sendPage(response: ServerResponse, status: number, sentence: string): void {
  const text = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  response.writeHead(status, { ...securityHeaders, 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>SyncLog</title><h1>SyncLog</h1><p>${text}</p></html>\n`,
  );
}

export function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { error: { code, message } });
}

/**
 * The body as JSON; an empty one is an empty object.
 * @throws SyncLogError `invalid-input`, `too-large`
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= longestBody) chunks.push(bytes);
  }
  // Only now: who is still sending does not read an answer.
  if (length > longestBody) {
    throw new SyncLogError('too-large', 'The request is too large. Send fewer records at once.');
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyncLogError('invalid-input', 'The request is not JSON.', { cause: error });
  }
}
