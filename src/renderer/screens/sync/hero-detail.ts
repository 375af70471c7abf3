import type { Status } from '../../../shared/status.ts';
import type { TextRef } from '../../../shared/text-ref.ts';

/** What stands under the home sentence: why it is so and what happens next. A connection that fails says why by itself. */
export function heroDetail(
  status: Status,
): TextRef | { readonly error: { readonly code: string; readonly message: string } } | null {
  const { connection, counts, held } = status;
  if (connection.state === 'standalone') return { key: 'sync.detail.standalone', params: {} };
  if (connection.message !== null && connection.state !== 'online')
    return { error: { code: connection.state, message: connection.message } };
  if (counts.failed > 0) {
    return held > 0 ? { key: 'sync.detail.held', params: { count: held } } : { key: 'sync.detail.refused', params: {} };
  }
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

/** What a person has to do: connect (again), let this copy rejoin (I18), look at what was refused, or nothing. */
export function heroAction({ connection, counts }: Status): 'connect' | 'rejoin' | 'refused' | null {
  if (connection.state === 'branch-rewound' || connection.state === 'clone-detected') return 'rejoin';
  if (connection.state === 'standalone' || connection.state === 'unauthorized') return 'connect';
  return counts.failed > 0 ? 'refused' : null;
}
