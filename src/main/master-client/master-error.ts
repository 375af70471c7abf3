import { SyncLogError, type ErrorCode } from '../../shared/errors.ts';

/**
 * What is known about a request that failed, on which I6 and I7 stand:
 * `not-sent`: no byte of it can have reached the master. `answered`: the master said that it took nothing. `in-doubt`: it may have been applied.
 */
export type Certainty = 'not-sent' | 'in-doubt' | 'answered';

export interface MasterErrorOptions {
  readonly certainty: Certainty;
  /** How long the master asked us to wait. */
  readonly retryAfterMs?: number | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** Why a request to head office failed, in a sentence for people, and what may have become of it. */
export class MasterError extends SyncLogError {
  readonly certainty: Certainty;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(code: ErrorCode, message: string, options: MasterErrorOptions) {
    super(code, message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'MasterError';
    this.certainty = options.certainty;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }
}

/** What a run of the sync says when head office cannot be worked with: what happened, what it means, what to do. */
export const masterSentences = {
  noNetwork: 'This computer has no network. Records are kept here and go out by themselves when it is back.',
  unreachable: 'Head office cannot be reached. Records are kept here and go out by themselves when the line is back.',
  unknownHost:
    'The address of head office is not known to the network. Check the address and the internet connection; records are kept here.',
  refused:
    'The computer at the address of head office answers, but SyncLog does not run there. Records are kept here; ask head office to start it.',
  badPort: 'The address of head office names a port that cannot be used for it. Check the address.',
  broken:
    'The line to head office broke in the middle of an exchange. It is tried again by itself; nothing is lost or sent twice.',
  timeout: 'Head office did not answer in time. It is tried again by itself; nothing is lost or sent twice.',
  certificate:
    'The certificate of what answers at the address of head office cannot be trusted. Check the clock of this computer and that no login page is in the way, then ask head office.',
  notSecure:
    'What answers at the address of head office does not speak a secure connection. Check whether the address begins with http or https.',
  loginPage:
    'Something answers in place of head office, most likely the login page of this network. Open a browser, sign in to the network, then sync again.',
  proxySignIn:
    'A proxy of this network asks for a sign-in before it lets SyncLog through. Ask whoever runs the network; records are kept here.',
  proxyGone:
    'The proxy that this computer is set to use cannot be reached. Records are kept here; check the proxy in the settings of this computer.',
  proxyShut:
    'The proxy of this network does not let SyncLog through to head office: it asks for a sign-in, forbids the address, or cannot reach it. Records are kept here; ask whoever runs the network if it lasts.',
  redirect:
    'The address of head office sends SyncLog on to another address. Sign in to the network if it asks for that, or check the address.',
  otherMaster: 'Another SyncLog head office answers at this address. Check the address, or connect the branch anew.',
  unproven:
    'What answers at the address of head office cannot prove that it is head office. Check the address and the network, then ask head office.',
  appTooOld: 'This app is too old for head office. Install the newer version; records are kept here until then.',
  masterTooOld:
    'Head office runs a version too old for this app. Ask head office to upgrade; records are kept here until then.',
  notSyncLog: 'What answers at this address is not a SyncLog head office. Check the address.',
  unauthorized:
    'Head office does not accept the credentials of this branch. Records are kept here; connect the branch anew with a new code from head office.',
  tooLarge: 'Head office, or a proxy before it, takes only smaller pieces. SyncLog sends smaller ones by itself.',
  overloaded: 'Head office asks this branch to wait. Records are kept here and go out by themselves.',
  upgradeRequired:
    'Head office and this branch run versions that do not understand each other. Records are kept here until one is upgraded.',
  epochChanged:
    'Head office was restored from a backup. Records are kept here; what it lacks is sent again by itself with the next sync.',
  rewound:
    'Head office has heard from this branch what this installation knows nothing of: it was restored from an older copy, or a copy of its data is used elsewhere. Nothing was sent; let it rejoin. Records are kept here.',
  masterFailed:
    'Head office has trouble of its own. Records are kept here and go out by themselves when it has recovered.',
  malformed:
    'Head office gave an answer that SyncLog does not understand. It is tried again by itself; if it stays, send the log to support.',
  cancelled: 'The sync was stopped. What was not confirmed yet goes out with the next one.',
  budget: 'This branch has asked head office too often in a short time and holds back. It goes on by itself.',
} as const;

/** Why head office cannot be worked with, by the name of its sentence. */
export type MasterReason = keyof typeof masterSentences;

/** The reason of an error that says one of these sentences; null for one that head office worded itself. */
export function reasonOf({ message }: SyncLogError): MasterReason | null {
  const names = Object.keys(masterSentences) as MasterReason[];
  return names.find((name) => masterSentences[name] === message) ?? null;
}
