import type { AccessState } from '../../../src/shared/ipc/access.ts';
import type { ListedLog } from '../../../src/shared/ipc/logs.ts';
import type { Status, SyncRun } from '../../../src/shared/status.ts';

/** A connected branch of which head office has everything. */
export function statusOf(more: Partial<Status> = {}): Status {
  return {
    branch: { id: 'b-1', name: 'Harbour Street' },
    masterUrl: 'https://head-office.example',
    connection: { state: 'online', since: '2026-11-23T08:00:00.000Z', message: null },
    counts: countsOf(),
    held: 0,
    conflicts: 0,
    lastConfirmedAt: '2026-11-23T08:00:00.000Z',
    lastSuccessAt: '2026-11-23T08:00:00.000Z',
    lastError: null,
    running: null,
    pausedUntil: null,
    initialLoad: null,
    clockOffsetMs: 0,
    forecast: null,
    nextAttemptAt: null,
    ...more,
  };
}

export function countsOf(more: Partial<Omit<Status['counts'], 'total'>> = {}): Status['counts'] {
  const counts = { pending: 0, syncing: 0, completed: 0, failed: 0, ...more };
  return { ...counts, total: counts.pending + counts.syncing + counts.completed + counts.failed };
}

export function runOf(more: Partial<SyncRun> = {}): SyncRun {
  return {
    id: 'r-1',
    cause: 'person',
    outcome: 'done',
    startedAt: '2026-11-23T08:00:00.000Z',
    endedAt: '2026-11-23T08:00:01.000Z',
    pushed: 0,
    refused: 0,
    pulled: 0,
    error: null,
    ...more,
  };
}

export const unlocked: AccessState = { pinSet: false, unlocked: true, locksAt: null, lockedOutUntil: null };

export function logOf(id: number, more: Partial<ListedLog> = {}): ListedLog {
  return {
    id,
    model_name: 'Product',
    model_id: `p-${id}`,
    title: `Tea ${id}`,
    action: 'create',
    sync_status: 'pending',
    sync_attempts: 0,
    last_sync_attempt: null,
    error_message: null,
    error_code: null,
    error_field: null,
    data: null,
    change_id: `change-${id}`,
    changed_fields: null,
    transaction_id: null,
    base_version: null,
    payload_version: 1,
    hlc: '',
    in_doubt: false,
    next_attempt_at: null,
    held_by: null,
    receipt: null,
    created_at: '2026-11-23T08:00:00.000Z',
    updated_at: '2026-11-23T08:00:00.000Z',
    ...more,
  };
}
