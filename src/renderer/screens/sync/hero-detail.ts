import type { Status } from '../../../shared/status.ts';
import type { TextRef } from '../../../shared/text-ref.ts';

/** What stands under the home sentence: why it is so and what happens next. A connection that fails says why by itself. */
export function heroDetail(
  status: Status,
): TextRef | { readonly error: { readonly code: string; readonly message: string } } | null {
  const { connection, counts, held } = status;
  if (connection.state === 'standalone') return { key: 'sync.detail.standalone', params: {} };
  if (needsRejoin(status)) return { key: 'sync.detail.rejoin', params: {} };
  if (connection.state === 'credentials-locked') return { key: 'sync.detail.locked', params: {} };
  if (connection.message !== null && connection.state !== 'online')
    return { error: { code: connection.state, message: connection.message } };
  if (counts.failed > 0) {
    return held > 0 ? { key: 'sync.detail.held', params: { count: held } } : { key: 'sync.detail.refused', params: {} };
  }
  if (status.conflicts > 0) return { key: 'sync.detail.conflicts', params: { count: status.conflicts } };
  const waiting = counts.pending + counts.syncing;
  if (status.pausedUntil) return { key: 'sync.detail.paused', params: {} };
  if (status.running) return null;
  if (status.nextAttemptAt) {
    return {
      key: waiting > 0 ? 'sync.detail.nextAttempt' : 'sync.detail.nextCheck',
      params: { at: status.nextAttemptAt },
    };
  }
  return null;
}

function needsRejoin({ connection }: Status): boolean {
  return connection.state === 'branch-rewound' || connection.state === 'clone-detected';
}

/** What a person has to do: connect (again), let this copy rejoin (I18), look at what was refused, decide conflicts, or nothing. */
export function heroAction(status: Status): 'connect' | 'rejoin' | 'refused' | 'conflicts' | null {
  const { connection, counts } = status;
  if (needsRejoin(status)) return 'rejoin';
  if (connection.state === 'standalone' || connection.state === 'unauthorized') return 'connect';
  if (counts.failed > 0) return 'refused';
  return status.conflicts > 0 ? 'conflicts' : null;
}
