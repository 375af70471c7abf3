import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTrustedBy, readCertificates } from '../../../../src/main/desktop/extra-certificates.ts';

// Made once with openssl, valid for a hundred years; their keys are thrown away, but that of `local-server`, with which a test listens on this computer. `forged` carries the name of the authority, not its signature; `issuedbyleaf`
// was issued by `direct`, which may issue nothing.
const pem = (name: string): string =>
  readFileSync(new URL(`../../../support/certificates/${name}.pem`, import.meta.url), 'utf8');
const extra = readCertificates(pem('authority'));
const now = new Date('2030-01-01T00:00:00Z');

describe('an extra authority', () => {
  it.each([
    ['what it issued itself', ['direct'], 'head-office.lan', true],
    ['what an authority below it issued, sent along', ['server', 'intermediate'], 'head-office.lan', true],
    ['the same with more beside it, in any order', ['server', 'stranger', 'intermediate'], 'head-office.lan', true],
    ['not where the one between is missing', ['server'], 'head-office.lan', false],
    ['not for another host', ['direct'], 'bank.example', false],
    ['not what only carries its name', ['forged'], 'head-office.lan', false],
    ['not what was issued by one that may not issue', ['issuedbyleaf', 'direct'], 'head-office.lan', false],
    ['not a stranger, though he sends the authority along', ['forged', 'authority'], 'head-office.lan', false],
    ['nothing where nothing was sent', [], 'head-office.lan', false],
  ])('accepts %s', (_what, chain, hostname, trusted) => {
    expect(isTrustedBy(extra, { hostname, chain: chain.map(pem) }, now)).toBe(trusted);
  });

  it.each([
    ['an address of numbers that the certificate names', 'local-server', '127.0.0.1', true],
    ['not another one', 'local-server', '127.0.0.2', false],
    ['a name beside it', 'local-server', 'localhost', true],
    ['not one that is over', 'local-expired', '127.0.0.1', false],
  ])('accepts %s', (_what, name, hostname, trusted) => {
    const local = readCertificates(pem('local-authority'));
    expect(isTrustedBy(local, { hostname, chain: [pem(name)] }, now)).toBe(trusted);
  });

  it('accepts nothing before or after its time', () => {
    const server = { hostname: 'head-office.lan', chain: [pem('direct')] };
    expect(isTrustedBy(extra, server, new Date('2001-01-01T00:00:00Z'))).toBe(false);
    expect(isTrustedBy(extra, server, new Date('2300-01-01T00:00:00Z'))).toBe(false);
  });

  it('accepts nothing that cannot be read', () => {
    expect(isTrustedBy(extra, { hostname: 'head-office.lan', chain: ['no certificate'] }, now)).toBe(false);
  });
});

describe('the file of certificates', () => {
  it('may hold several', () => {
    expect(readCertificates(`${pem('authority')}\nsome words\n${pem('stranger')}`)).toHaveLength(2);
  });

  it.each([
    ['holds none', 'some words'],
    ['holds a damaged one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('is refused when it %s', (_what, text) => expect(() => readCertificates(text)).toThrow());
});
