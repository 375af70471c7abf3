import { isIPv4 } from 'node:net';
import { SyncLogError } from '../../shared/errors.ts';

/**
 * The base address of head office as it is kept: no trailing slash, no query.
 * @throws SyncLogError `invalid-input` saying what is wrong with it
 */
export function parseMasterAddress(text: string): string {
  const trimmed = text.trim();
  const example = 'Write it like https://head-office.example or http://192.168.1.10:4870.';
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) {
    throw new SyncLogError('invalid-input', `"${trimmed}" is not an address of head office. ${example}`, {
      field: 'masterUrl',
    });
  }
  const url = new URL(trimmed);
  if (url.username || url.password) {
    throw new SyncLogError(
      'invalid-input',
      `The address of head office must not contain a name or a password. ${example}`,
      { field: 'masterUrl' },
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Whether an address leads to this very machine. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    (isIPv4(hostname) && hostname.startsWith('127.'))
  );
}
