import type { ErrorCode } from '../../shared/errors.ts';
import { MasterError, masterSentences as say, type Certainty } from './master-error.ts';

interface Rule {
  readonly codes: readonly string[];
  readonly code: ErrorCode;
  readonly sentence: string;
}

/** Failures that happen before the first byte of a request can leave this computer; names as Node and as Chromium give them. */
const beforeSending: readonly Rule[] = [
  {
    codes: ['ENETUNREACH', 'ENETDOWN', 'ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_ACCESS_DENIED'],
    code: 'no-network',
    sentence: say.noNetwork,
  },
  { codes: ['ECONNREFUSED', 'ERR_CONNECTION_REFUSED'], code: 'unreachable', sentence: say.refused },
  { codes: ['ERR_UNSAFE_PORT'], code: 'unreachable', sentence: say.badPort },
  {
    codes: [
      'ENOTFOUND',
      'EAI_AGAIN',
      'EAI_FAIL',
      'EAI_NODATA',
      'EAI_NONAME',
      'ERR_NAME_NOT_RESOLVED',
      'ERR_NAME_RESOLUTION_FAILED',
    ],
    code: 'unreachable',
    sentence: say.unknownHost,
  },
  {
    codes: [
      'EHOSTUNREACH',
      'EHOSTDOWN',
      'EADDRNOTAVAIL',
      'UND_ERR_CONNECT_TIMEOUT',
      'ERR_ADDRESS_UNREACHABLE',
      'ERR_CONNECTION_TIMED_OUT',
    ],
    code: 'unreachable',
    sentence: say.unreachable,
  },
  {
    codes: ['ERR_PROXY_CONNECTION_FAILED', 'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', 'ERR_PROXY_CERTIFICATE_INVALID'],
    code: 'unreachable',
    sentence: say.proxyGone,
  },
  // What the proxy answered to CONNECT is not told: that it asks for a name, forbids the address, or has no way to it.
  { codes: ['ERR_TUNNEL_CONNECTION_FAILED'], code: 'unreachable', sentence: say.proxyShut },
  {
    codes: ['ERR_PROXY_AUTH_UNSUPPORTED', 'ERR_PROXY_AUTH_REQUESTED', 'ERR_UNEXPECTED_PROXY_AUTH'],
    code: 'not-our-master',
    sentence: say.proxySignIn,
  },
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'CERT_REVOKED',
      'CERT_UNTRUSTED',
      'CERT_SIGNATURE_FAILURE',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    code: 'not-our-master',
    sentence: say.certificate,
  },
  {
    codes: ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PROTOCOL_ERROR', 'EPROTO'],
    code: 'not-our-master',
    sentence: say.notSecure,
  },
];

export interface FailureContext {
  /** Our own time limit ended the request. */
  readonly timedOut: boolean;
  /** The caller ended the request. */
  readonly cancelled: boolean;
}

/** What a request that got no answer died of. Whatever is not surely harmless is in doubt (I7). */
export function classifyFailure(error: unknown, context: FailureContext): MasterError {
  const fail = (code: ErrorCode, sentence: string, certainty: Certainty): MasterError =>
    new MasterError(code, sentence, { certainty, cause: error });
  if (context.timedOut) return fail('timeout', say.timeout, 'in-doubt');
  if (context.cancelled) return fail('cancelled', say.cancelled, 'in-doubt');
  const { names, afterConnecting } = namesOf(error);
  if (!afterConnecting) {
    const rule = beforeSending.find((candidate) => candidate.codes.some((name) => names.has(name)));
    if (rule) return fail(rule.code, rule.sentence, 'not-sent');
    if ([...names].some((name) => name.startsWith('ERR_CERT_')))
      return fail('not-our-master', say.certificate, 'not-sent');
  }
  if (names.has('ERR_TOO_MANY_REDIRECTS') || names.has('REDIRECT'))
    return fail('not-our-master', say.redirect, 'in-doubt');
  if (names.has('ETIMEDOUT') && !afterConnecting) return fail('unreachable', say.unreachable, 'not-sent');
  return fail('unreachable', say.broken, 'in-doubt');
}

/** Every error name along the chain of causes, and whether any of them says that the connection stood already. */
function namesOf(error: unknown): { readonly names: ReadonlySet<string>; readonly afterConnecting: boolean } {
  const names = new Set<string>();
  let afterConnecting = false;
  const visit = (value: unknown, depth: number): void => {
    if (!(value instanceof Error) || depth > 8) return;
    const code = 'code' in value ? value.code : undefined;
    // A timeout in the middle of an exchange has the same code as one of connecting; only the system call tells them apart.
    const syscall = 'syscall' in value ? value.syscall : undefined;
    if (typeof code === 'string' && (code !== 'ETIMEDOUT' || syscall === 'connect')) names.add(code);
    if (typeof syscall === 'string' && !['connect', 'getaddrinfo'].includes(syscall)) afterConnecting = true;
    const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(value.message)?.[1];
    if (chromium !== undefined) names.add(chromium);
    if (/redirect/i.test(value.message)) names.add('REDIRECT');
    // Ports that no fetch opens, because other protocols live there.
    if (value.message === 'bad port') names.add('ERR_UNSAFE_PORT');
    visit(value.cause, depth + 1);
    if (value instanceof AggregateError) for (const inner of value.errors) visit(inner, depth + 1);
  };
  visit(error, 0);
  return { names, afterConnecting };
}
