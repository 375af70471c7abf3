/** Chromium's names for what Node says when no answer comes. */
const names: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  UND_ERR_SOCKET: 'ERR_EMPTY_RESPONSE',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ERR_INTERNET_DISCONNECTED',
};

/** What Chromium does not let an app set. */
const restricted = /^(host|content-length|trailer|te|upgrade|cookie2|keep-alive|transfer-encoding)$/i;

/** An error as `net` has it: a message and nothing else. */
export function toChromiumError(error: unknown): Error {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current.message.startsWith('net::')) return current;
    const code = 'code' in current ? String(current.code) : '';
    if (code in names) return new Error(`net::${names[code]}`);
  }
  return new Error('net::ERR_FAILED');
}

/** @throws Error for a header that must not be set */
export function requireAllowed(header: string): void {
  if (restricted.test(header)) throw new Error('net::ERR_INVALID_ARGUMENT');
}
