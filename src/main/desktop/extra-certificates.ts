import { X509Certificate } from 'node:crypto';

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** @throws Error when the text holds no certificate or one that cannot be read */
export function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(pemBlock) ?? [];
  if (blocks.length === 0) throw new Error('it holds no certificate in PEM form');
  return blocks.map((block) => new X509Certificate(block));
}

/** What is known of a server's certificate when Chromium has not found an authority for it. */
export interface ServerCertificate {
  readonly hostname: string;
  /** In PEM form: the server's own first, then those that it sent along. */
  readonly chain: readonly string[];
}

/** The one verdict of Chromium (its ERR_CERT_AUTHORITY_INVALID) that an extra authority can change: every other fault (expired, wrong name, revoked) stays a fault. */
export const authorityInvalid = -202;

/**
 * Whether the certificate was issued, directly or by the authorities sent along, by one of the extra ones; for this host, and valid now. Chromium has been asked
 * before: this only adds authorities, it forgives nothing else.
 */
export function isTrustedBy(
  extra: readonly X509Certificate[],
  { hostname, chain }: ServerCertificate,
  now: Date,
): boolean {
  let current: X509Certificate | undefined;
  try {
    const [own, ...sent] = chain.map((pem) => new X509Certificate(pem));
    if (!own || !(own.checkHost(hostname) ?? own.checkIP(hostname))) return false;
    current = own;
    const left = new Set(sent);
    for (let depth = 0; depth < 8 && current; depth += 1) {
      const certificate: X509Certificate = current;
      if (!isValidAt(certificate, now)) return false;
      if (extra.some((authority) => mayIssue(authority, certificate, now))) return true;
      current = [...left].find((candidate) => mayIssue(candidate, certificate, now));
      if (current) left.delete(current);
    }
  } catch {
    // What cannot be read proves nothing.
  }
  return false;
}

function mayIssue(authority: X509Certificate, certificate: X509Certificate, now: Date): boolean {
  return (
    authority.ca &&
    isValidAt(authority, now) &&
    certificate.checkIssued(authority) &&
    certificate.verify(authority.publicKey)
  );
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now <= validToDate;
}
