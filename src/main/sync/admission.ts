import { longestPauseMinutes } from '../../shared/ipc/sync.ts';
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
  // Asking again would only be refused again.
  if (needsPerson(facts)) return false;
  if (isPaused(facts, now)) return false;
  return !backingOff || evidence.has(cause);
}

/** Lost credentials (I6) and a history that has parted from head office's (I18) pause the queue until a person has acted. */
export function needsPerson({ connection }: Pick<SyncFacts, 'connection'>): boolean {
  return ['unauthorized', 'branch-rewound', 'clone-detected'].includes(connection.state);
}

export function isPaused(facts: Pick<SyncFacts, 'pausedUntil'>, now: number): boolean {
  if (facts.pausedUntil === null) return false;
  const left = Date.parse(facts.pausedUntil) - now;
  // One that ends later than any pause can was begun by a clock that has been set back since, and would hold the sync back for years (I8).
  return left > 0 && left <= longestPauseMinutes * 60_000;
}
