import type { Status } from './status.ts';
import type { TextRef } from './text-ref.ts';

export type OverallState =
  'standalone' | 'attention' | 'syncing' | 'offline' | 'paused' | 'waiting' | 'confirmed' | 'unconfirmed';

/** The one word for the shape shown in the tray and on the home screen. What needs a person comes before what repairs itself. */
export function overallState(status: Status): OverallState {
  const { connection, counts } = status;
  if (connection.state === 'standalone') return 'standalone';
  if (
    counts.failed + status.conflicts > 0 ||
    [
      'credentials-locked',
      'unauthorized',
      'upgrade-required',
      'not-our-master',
      'epoch-changed',
      'branch-rewound',
      'clone-detected',
    ].includes(connection.state)
  )
    return 'attention';
  if (status.running) return 'syncing';
  if (status.pausedUntil) return 'paused';
  if (['no-network', 'unreachable', 'master-trouble'].includes(connection.state)) return 'offline';
  if (counts.pending + counts.syncing > 0) return 'waiting';
  return status.lastSuccessAt ? 'confirmed' : 'unconfirmed';
}

/** The home sentence: said on the Sync screen, in the tray's tooltip and by `synclog branch status`. Times stay ISO text; who shows them formats them. */
export function homeSentence(status: Status): TextRef {
  const { counts, connection, initialLoad } = status;
  const waiting = counts.pending + counts.syncing;
  const params = {
    count: waiting,
    failed: counts.failed,
    conflicts: status.conflicts,
    since: connection.since ?? '',
    at: status.lastConfirmedAt ?? status.lastSuccessAt ?? '',
    until: status.pausedUntil ?? '',
    seconds: status.forecast ? Math.ceil(status.forecast.secondsLeft) : 0,
    done: initialLoad?.done ?? 0,
    total: initialLoad?.total ?? 0,
  };
  const key = (name: string): TextRef => ({ key: `sentence.${name}`, params });
  if (
    connection.state === 'credentials-locked' ||
    connection.state === 'unauthorized' ||
    connection.state === 'upgrade-required' ||
    connection.state === 'epoch-changed' ||
    connection.state === 'branch-rewound' ||
    connection.state === 'clone-detected'
  ) {
    return key(connection.state);
  }
  if (connection.state === 'not-our-master') return key('notOurMaster');
  const state = overallState(status);
  if (state === 'attention')
    return { key: 'sentence.attention', params: { ...params, count: counts.failed + status.conflicts } };
  if (state === 'syncing' && initialLoad && !initialLoad.complete) return key('initialLoad');
  if (state === 'syncing') return key(waiting > 0 ? (status.forecast ? 'syncingForecast' : 'syncing') : 'checking');
  if (state === 'offline') return key(waiting > 0 ? 'offlineWaiting' : 'offline');
  if (state === 'confirmed') return key(status.lastConfirmedAt ? 'confirmed' : 'upToDate');
  return key(state);
}
