import type { Connection, RunProgress, Status } from '../../shared/status.ts';
import type { SyncLogStats } from '../../shared/sync-log.ts';
import { isPaused } from './admission.ts';
import type { OutOfReach } from './ports.ts';
import type { SyncFacts } from './sync-store.ts';

export interface StatusParts {
  readonly facts: SyncFacts;
  readonly counts: SyncLogStats;
  readonly held: number;
  readonly conflicts: number;
  /** Null where the branch stands alone. */
  readonly link: { readonly branch: { readonly id: string; readonly name: string }; readonly address: string } | null;
  readonly outOfReach: OutOfReach | null;
  readonly running: RunProgress | null;
  readonly forecast: Status['forecast'];
  readonly nextAttemptAt: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The status that every screen shows: nothing in it is remembered by itself, so it survives a restart. */
export function buildStatus(parts: StatusParts): Status {
  const { facts, now } = parts;
  const link = parts.link ?? parts.outOfReach;
  const connection = connectionOf(parts);
  return {
    branch: link?.branch ?? null,
    masterUrl: link?.address ?? null,
    connection,
    counts: parts.counts,
    held: parts.held,
    conflicts: parts.conflicts,
    lastConfirmedAt: facts.lastConfirmedAt,
    lastSuccessAt: facts.lastSuccessAt,
    lastError: facts.lastError,
    running: parts.running,
    pausedUntil: isPaused(facts, now) ? facts.pausedUntil : null,
    initialLoad: facts.initialLoad,
    clockOffsetMs: facts.clockOffsetMs,
    forecast: parts.forecast,
    nextAttemptAt: link && parts.nextAttemptAt !== null ? new Date(parts.nextAttemptAt).toISOString() : null,
  };
}

function connectionOf({ facts, link, outOfReach }: StatusParts): Connection {
  if (link) return facts.connection;
  if (!outOfReach) return { state: 'standalone', since: null, message: null };
  const { code, message } = outOfReach.error;
  // Where another program keeps the credentials, what it has found out of the connection is in the facts.
  if (code === 'secrets-elsewhere') return { ...facts.connection, message: facts.connection.message ?? message };
  return { state: 'credentials-locked', since: null, message };
}
