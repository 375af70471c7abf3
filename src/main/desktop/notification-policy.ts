import type { Status } from '../../shared/status.ts';
import type { TextRef } from '../../shared/text-ref.ts';

/** What only a person can do: nothing else is ever told by a notification. */
export type NoticeCause = 'refused' | 'conflict' | 'credentials' | 'silent';

export interface Notice {
  readonly cause: NoticeCause;
  readonly title: TextRef;
  readonly body: TextRef;
  /** The screen that a click opens. */
  readonly hash: string;
}

/** What was told so far. Times are milliseconds since 1970. */
export interface NoticeMemory {
  /** How much of each cause the person knows of. */
  readonly known: Readonly<Record<NoticeCause, number>>;
  readonly toldAt: Readonly<Partial<Record<NoticeCause, number>>>;
  /** Since when changes wait without a confirmation; null while none wait. */
  readonly waitingSince: number | null;
}

export const nothingTold: NoticeMemory = {
  known: { refused: 0, conflict: 0, credentials: 0, silent: 0 },
  toldAt: {},
  waitingSince: null,
};

export interface NoticeFacts {
  readonly status: Status;
  readonly conflicts: number;
  readonly enabled: boolean;
  readonly afterHours: number;
  /** Somebody looks at the window: it says everything by itself. */
  readonly watched: boolean;
}

export const hourMs = 3_600_000;

/** What is to be told now, and what is then known. The same cause is told at most once within an hour; what came up meanwhile is told after it. */
export function decideNotices(
  memory: NoticeMemory,
  facts: NoticeFacts,
  now: number,
): { readonly notices: readonly Notice[]; readonly memory: NoticeMemory } {
  const { status } = facts;
  const waiting = status.counts.pending + status.counts.syncing;
  const waitingSince = waiting === 0 ? null : later(memory.waitingSince ?? now, confirmedAt(status));
  const silentFor = waitingSince === null ? 0 : now - waitingSince;
  const present: Record<NoticeCause, number> = {
    refused: status.counts.failed,
    conflict: facts.conflicts,
    credentials: status.connection.state === 'unauthorized' ? 1 : 0,
    // Told once more after as many hours again.
    silent: Math.floor(silentFor / (facts.afterHours * hourMs)),
  };
  const known = { ...memory.known };
  const toldAt = { ...memory.toldAt };
  const notices: Notice[] = [];
  for (const cause of ['credentials', 'refused', 'conflict', 'silent'] as const) {
    const fresh = present[cause] - known[cause];
    if (fresh <= 0 || facts.watched || !facts.enabled) {
      // What was repaired may come up again; what the person sees, or does not want to be told, is not told later.
      known[cause] = present[cause];
      continue;
    }
    if (now - (toldAt[cause] ?? -Infinity) < hourMs) continue;
    known[cause] = present[cause];
    toldAt[cause] = now;
    const hours = Math.floor(silentFor / hourMs);
    notices.push(describe(cause, { fresh, waiting, hours }));
  }
  return { notices, memory: { known, toldAt, waitingSince } };
}

function confirmedAt({ lastConfirmedAt }: Status): number {
  return lastConfirmedAt === null ? -Infinity : Date.parse(lastConfirmedAt);
}

function later(one: number, other: number): number {
  return Math.max(one, other);
}

const screens: Readonly<Record<NoticeCause, string>> = {
  refused: '#/log?status=failed',
  conflict: '#/conflicts',
  credentials: '#/settings',
  silent: '#/diagnostics',
};

function describe(
  cause: NoticeCause,
  { fresh, waiting, hours }: { readonly fresh: number; readonly waiting: number; readonly hours: number },
): Notice {
  return {
    cause,
    title: { key: `notify.${cause}Title`, params: { count: fresh, hours } },
    body: { key: `notify.${cause}`, params: { count: cause === 'silent' ? waiting : fresh, hours } },
    hash: screens[cause],
  };
}
