import { expect, test } from 'vitest';
import { isLoopback, parseMasterAddress } from '../../../../src/main/master-client/master-address.ts';

test.each([
  ['https://head-office.example', 'https://head-office.example'],
  ['  http://192.168.1.10:4870/ ', 'http://192.168.1.10:4870'],
  ['https://example.org/synclog/', 'https://example.org/synclog'],
  ['https://example.org/synclog?x=1#y', 'https://example.org/synclog'],
])('%s is kept as %s', (typed, kept) => {
  expect(parseMasterAddress(typed)).toBe(kept);
});

test.each(['', 'head-office.example', 'ftp://head-office.example', 'http://', 'https://me:secret@head-office.example'])(
  '"%s" is refused with an example, and no password is repeated',
  (typed) => {
    expect(() => parseMasterAddress(typed)).toThrow(/Write it like/);
    expect(() => parseMasterAddress(typed)).not.toThrow(/secret/);
  },
);

test.each([
  ['http://127.0.0.1:1', true],
  ['http://localhost:1', true],
  ['http://[::1]:1', true],
  ['http://127.example.org', false],
  ['https://head-office.example', false],
])('%s is this machine: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
