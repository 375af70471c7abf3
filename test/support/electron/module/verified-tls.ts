import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

/** Chromium's codes for what Node finds wrong with a certificate. */
const verdicts: Readonly<Record<string, { readonly name: string; readonly errorCode: number }>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: { name: 'ERR_CERT_AUTHORITY_INVALID', errorCode: -202 },
  SELF_SIGNED_CERT_IN_CHAIN: { name: 'ERR_CERT_AUTHORITY_INVALID', errorCode: -202 },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { name: 'ERR_CERT_AUTHORITY_INVALID', errorCode: -202 },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { name: 'ERR_CERT_AUTHORITY_INVALID', errorCode: -202 },
  CERT_HAS_EXPIRED: { name: 'ERR_CERT_DATE_INVALID', errorCode: -201 },
  ERR_TLS_CERT_ALTNAME_INVALID: { name: 'ERR_CERT_COMMON_NAME_INVALID', errorCode: -200 },
};

type VerifyProc = Parameters<Electron.Session['setCertificateVerifyProc']>[0];

/** Connections whose certificates are judged as Chromium does it: by the system first, then by the session's own procedure, before anything is sent. */
export function createVerifiedAgent(proc: () => VerifyProc): https.Agent {
  const agent = new https.Agent();
  /** Chromium keeps what was decided of a server's certificate. */
  const known = new Map<string, Error | null>();
  const createConnection = (options: tls.ConnectionOptions, done: (error: Error | null, stream?: Duplex) => void) => {
    const socket = tls.connect({ ...options, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
    socket.once('error', done);
    socket.once('secureConnect', () => {
      const hostname = String(options.host ?? options.servername);
      const key = `${hostname} ${socket.getPeerCertificate().fingerprint256}`;
      const decided = (error: Error | null): void => {
        known.set(key, error);
        if (error) socket.destroy();
        done(error, error ? undefined : socket);
      };
      const before = known.get(key);
      if (before !== undefined) decided(before);
      else judge(socket, hostname, proc(), decided);
    });
  };
  // Node's declarations know only the form that answers at once; an agent takes both.
  return Object.assign(agent, { createConnection });
}

function judge(
  socket: tls.TLSSocket,
  hostname: string,
  proc: VerifyProc,
  decided: (error: Error | null) => void,
): void {
  const reason = socket.authorized ? null : String(socket.authorizationError);
  const natural = reason === null ? null : (verdicts[reason] ?? { name: 'ERR_CERT_INVALID', errorCode: -207 });
  const refused = natural && new Error(`net::${natural.name}`);
  if (!proc) return decided(refused);
  const certificate = toElectron(socket.getPeerCertificate(true));
  const request = {
    hostname,
    certificate,
    validatedCertificate: certificate,
    isIssuedByKnownRoot: false,
    verificationResult: natural ? `net::${natural.name}` : 'net::OK',
    errorCode: natural?.errorCode ?? 0,
  };
  proc(request, (answer) => {
    if (answer === 0) decided(null);
    else decided(answer === -3 ? refused : new Error('net::ERR_FAILED'));
  });
}

/** As far as the app looks at it. The last one of a chain names itself as its issuer. */
function toElectron(found: tls.DetailedPeerCertificate): Electron.Certificate {
  const base64 = found.raw.toString('base64').replaceAll(/.{64}/g, '$&\n');
  const issuer = found.issuerCertificate;
  const certificate = { data: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
  const own = issuer === undefined || issuer.fingerprint256 === found.fingerprint256;
  return Object.assign(certificate, { issuerCert: own ? certificate : toElectron(issuer) }) as Electron.Certificate;
}
