import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Access = 'allowed' | 'no-token' | 'foreign';

/** Who may speak to the browser host: whoever has this start's token, from our own page or from no page at all. */
export interface Gate {
  readonly cookieName: string;
  /** @param request any request */
  check(request: IncomingMessage): Access;
  /** Whether this is the token, compared in constant time. */
  isToken(text: string | null | undefined): boolean;
}

export function createGate(token: string, port: number): Gate {
  const cookieName = `synclog_${port}`;
  // Another name for this machine would be a page that had its own name point here (DNS rebinding).
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));

  function isToken(text: string | null | undefined): boolean {
    const [given, wanted] = [Buffer.from(text ?? ''), Buffer.from(token)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  return {
    cookieName,
    isToken,
    check({ headers }) {
      if (!hosts.has(headers.host ?? '')) return 'foreign';
      if (headers.origin !== undefined && !origins.has(headers.origin)) return 'foreign';
      const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      return isToken(bearer) || isToken(readCookie(headers.cookie, cookieName)) ? 'allowed' : 'no-token';
    },
  };
}

function readCookie(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1];
}
