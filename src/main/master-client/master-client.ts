import type { EnrollAnswer, EnrollRequest, BranchAnswer } from '../../shared/protocol/enroll.ts';
import type { HeadEvent } from '../../shared/protocol/events.ts';
import type { HealthAnswer } from '../../shared/protocol/health.ts';
import type { PullAnswer, PullQuery } from '../../shared/protocol/pull.ts';
import type { PushAnswer, PushRequest } from '../../shared/protocol/push.ts';
import type {
  CommonAnswer,
  CommonRequest,
  ReceiptsAnswer,
  ReceiptsRequest,
  RejoinAnswer,
  RejoinRequest,
} from '../../shared/protocol/rejoin.ts';
import type {
  DayAnswer,
  DayQuery,
  DigestsAnswer,
  LookupAnswer,
  LookupRequest,
  RangesAnswer,
  RangesRequest,
} from '../../shared/protocol/verify.ts';

export interface CallOptions {
  /** Ends the call; it then throws `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** The sync run the call belongs to, so that log lines on both sides can be matched. */
  readonly runId?: string | undefined;
  /** Instead of the call's own time limit. */
  readonly timeoutMs?: number | undefined;
}

export interface HeadListener {
  /** Head office has accepted the stream; from now on nothing new goes unsaid. */
  opened(): void;
  head(event: HeadEvent): void;
}

/**
 * Head office, as a branch talks to it. Every call throws `MasterError` when it fails: with a sentence for people, and with what is certain about
 * the request. No call is repeated here; whoever calls decides.
 */
export interface MasterClient {
  /** Who answers there? No credentials are sent. `challenge`: 32 to 128 hex digits. The signature is the caller's to check. */
  health(challenge: string, options?: CallOptions): Promise<HealthAnswer>;
  enroll(request: EnrollRequest, options?: CallOptions): Promise<EnrollAnswer>;
  /** Who head office takes us for. */
  identify(options?: CallOptions): Promise<BranchAnswer>;
  push(request: PushRequest, options?: CallOptions): Promise<PushAnswer>;
  pull(query: PullQuery, options?: CallOptions): Promise<PullAnswer>;
  digests(options?: CallOptions): Promise<DigestsAnswer>;
  /** Digests of parts of the records, down to single ones. */
  ranges(request: RangesRequest, options?: CallOptions): Promise<RangesAnswer>;
  /** Records as head office holds them, all of one moment. */
  lookup(request: LookupRequest, options?: CallOptions): Promise<LookupAnswer>;
  /** What the records of a day come to, per model. */
  day(query: DayQuery, options?: CallOptions): Promise<DayAnswer>;
  /** Which of these changes head office has accepted. */
  receipts(request: ReceiptsRequest, options?: CallOptions): Promise<ReceiptsAnswer>;
  /** Where the history that was read under another epoch and head office's part. */
  common(request: CommonRequest, options?: CallOptions): Promise<CommonAnswer>;
  /** From now on this installation is the branch. */
  rejoin(request: RejoinRequest, options?: CallOptions): Promise<RejoinAnswer>;
  /** Stays open and tells when the feed grows. Resolves when head office ends the stream; throws when it breaks or falls silent. */
  events(signal: AbortSignal, listener: HeadListener): Promise<void>;
}
