import { statusSchema, type Status } from '../../../../src/shared/status.ts';

/** A status in which all is well, with a change. */
export function makeStatus(change: Partial<Status> = {}): Status {
  return statusSchema.parse({
    branch: { id: 'b', name: 'Shop' },
    masterUrl: 'http://head-office',
    connection: { state: 'online', since: null, message: null },
    counts: { pending: 0, syncing: 0, completed: 4, failed: 0, total: 4 },
    held: 0,
    conflicts: 0,
    lastConfirmedAt: '2026-11-23T14:32:00.000Z',
    lastSuccessAt: '2026-11-23T14:32:00.000Z',
    lastError: null,
    running: null,
    pausedUntil: null,
    initialLoad: null,
    clockOffsetMs: 0,
    forecast: null,
    nextAttemptAt: null,
    ...change,
  });
}
