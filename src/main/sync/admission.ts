import type { RunCause } from '../../shared/status.ts';
import type { SyncFacts } from './sync-store.ts';

export interface AdmissionParts {
  readonly cause: RunCause;
  readonly facts: Pick<SyncFacts, 'connection' | 'pausedUntil'>;
  readonly enrolled: boolean;
  readonly suspended: boolean;
  /** A failed run is waiting for its retry timer. */
  readonly backingOff: boolean;
  readonly now: number;
}

/** Causes that are evidence that head office can be reached again, and the retry itself: they do not wait for the backoff. */
const evidence: ReadonlySet<RunCause> = new Set(['online', 'wake', 'signal', 'start', 'retry']);

/** Whether a run that no person asked for may start now. A person's always may. */
export function mayRun({ cause, facts, enrolled, suspended, backingOff, now }: AdmissionParts): boolean {
  if (cause === 'person') return true;
  if (!enrolled || suspended) return false;
  // Lost credentials pause the queue until they change (I6): asking again would only be refused again.
  if (facts.connection.state === 'unauthorized') return false;
  if (isPaused(facts, now)) return false;
  return !backingOff || evidence.has(cause);
}

export function isPaused(facts: Pick<SyncFacts, 'pausedUntil'>, now: number): boolean {
  return facts.pausedUntil !== null && Date.parse(facts.pausedUntil) > now;
}
