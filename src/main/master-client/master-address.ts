import { BlockList, isIP, isIPv4 } from 'node:net';
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

const own = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  own.addSubnet(net, bits, 'ipv4');
own.addSubnet('fc00::', 7, 'ipv6');
own.addSubnet('fe80::', 10, 'ipv6');

/** Whether an address leads into a network of one's own, as far as it shows: by its numbers, or by a name that no other network knows. */
export function isOwnNetwork(address: string): boolean {
  const hostname = new URL(address).hostname.replace(/^\[|\]$/g, '');
  const version = isIP(hostname);
  if (version !== 0) return own.check(hostname, version === 4 ? 'ipv4' : 'ipv6');
  return !hostname.includes('.') || /\.(local|lan|home\.arpa|internal)$/.test(hostname);
}
