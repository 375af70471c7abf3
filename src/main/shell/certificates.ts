import { session, type Certificate, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import type { X509Certificate } from 'node:crypto';
import { authorityInvalid, isTrustedBy, readCertificates } from '../desktop/extra-certificates.ts';

/** The partition through which electron-updater asks, with the options that it makes it with. */
const updaterSession = ['electron-updater', { cache: false }] as const;

/** The verdicts that Electron takes: accepted, and Chromium's own. */
const accept = 0;
const asChromiumSays = -3;

let trusting: Session | null = null;
let made = 0;

/**
 * Accepts what an authority of the file has issued, besides what the system accepts. Chromium keeps the verdicts of a session, so head office is spoken to through a new
 * one from then on: who sets the file after a first try has not to start the app anew.
 * @throws Error saying why the file cannot be used; then only the system's certificates count
 */
export async function acceptExtraCertificates(file: string | null): Promise<void> {
  made += 1;
  trusting = session.fromPartition(`head-office-${made}`, { cache: false });
  const sessions = [trusting, session.fromPartition(...updaterSession)];
  for (const used of sessions) used.setCertificateVerifyProc(null);
  if (file === null) return;
  const extra = readCertificates(await readFile(file, 'utf8'));
  for (const used of sessions) {
    used.setCertificateVerifyProc(({ hostname, certificate, errorCode }, callback) => {
      callback(decide(extra, hostname, certificate, errorCode));
    });
  }
}

/** Chromium's network stack, with the certificates that are accepted now: the system's proxy, nothing from a cache. */
export const fetchFromHeadOffice: typeof globalThis.fetch = (input, init) =>
  (trusting ?? session.defaultSession).fetch(input instanceof URL ? input.href : input, { ...init, cache: 'no-store' });

function decide(
  extra: readonly X509Certificate[],
  hostname: string,
  certificate: Certificate,
  verdict: number,
): number {
  if (verdict !== authorityInvalid) return asChromiumSays;
  return isTrustedBy(extra, { hostname, chain: chainOf(certificate) }, new Date()) ? accept : asChromiumSays;
}

/** The server's certificate and those that it sent along, as far as they go; an own authority names itself as its issuer. */
function chainOf(certificate: Certificate): string[] {
  const chain: string[] = [];
  let current: Certificate | undefined = certificate;
  while (current && !chain.includes(current.data)) {
    chain.push(current.data);
    current = current.issuerCert;
  }
  return chain;
}
