import { session, type Certificate } from 'electron';
import { readFile } from 'node:fs/promises';
import type { X509Certificate } from 'node:crypto';
import { authorityInvalid, isTrustedBy, readCertificates } from '../desktop/extra-certificates.ts';

/** The verdicts that Electron takes: accepted, and Chromium's own. */
const accept = 0;
const asChromiumSays = -3;

/**
 * Accepts what an authority of the file has issued, besides what the system accepts. Chromium keeps its verdicts, so a changed file counts from the next start on for
 * servers that were asked before.
 * @throws Error saying why the file cannot be used; then only the system's certificates count
 */
export async function acceptExtraCertificates(file: string | null): Promise<void> {
  session.defaultSession.setCertificateVerifyProc(null);
  if (file === null) return;
  const extra = readCertificates(await readFile(file, 'utf8'));
  session.defaultSession.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, callback) => {
    callback(decide(extra, hostname, certificate, verificationResult));
  });
}

function decide(
  extra: readonly X509Certificate[],
  hostname: string,
  certificate: Certificate,
  verdict: string,
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
