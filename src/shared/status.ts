import { z } from 'zod';
import { syncLogStatsSchema } from './sync-log.ts';

/**
 * How far the way to head office is open; the first step that fails. `unknown` until the first attempt, `standalone` where there is no head office,
 * `credentials-locked` where there is one and this computer does not give out what it is spoken to with.
 */
export const connectionStates = [
  'standalone',
  'unknown',
  'online',
  'no-network',
  'unreachable',
  'not-our-master',
  'credentials-locked',
  'unauthorized',
  'upgrade-required',
  'master-trouble',
  'epoch-changed',
  'branch-rewound',
  'clone-detected',
] as const;

export const connectionSchema = z.object({
  state: z.enum(connectionStates),
  /** Since when it is so, ISO-8601 UTC. */
  since: z.string().nullable(),
  /** What happened and what to do, in a sentence; null while all is well. */
  message: z.string().nullable(),
});
export type Connection = z.infer<typeof connectionSchema>;

export const runPhases = ['connect', 'push', 'pull', 'finish'] as const;
export const runProgressSchema = z.object({
  phase: z.enum(runPhases),
  startedAt: z.string(),
  pushed: z.number().int(),
  toPush: z.number().int(),
  pulled: z.number().int(),
  /** null while it is not known */
  toPull: z.number().int().nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

export const runCauses = [
  'start',
  'schedule',
  'change',
  'signal',
  'online',
  'wake',
  'person',
  'retry',
  'watchdog',
] as const;
export type RunCause = (typeof runCauses)[number];

export const runOutcomes = ['done', 'failed', 'cancelled', 'skipped'] as const;
export const syncRunSchema = z.object({
  id: z.string(),
  cause: z.enum(runCauses),
  outcome: z.enum(runOutcomes),
  startedAt: z.string(),
  endedAt: z.string(),
  pushed: z.number().int(),
  refused: z.number().int(),
  pulled: z.number().int(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
/** A finished sync run. */
export type SyncRun = z.infer<typeof syncRunSchema>;

/** Everything the home screen, the tray and `synclog branch status` show; derived from facts, never set by hand. */
export const statusSchema = z.object({
  branch: z.object({ id: z.string(), name: z.string() }).nullable(),
  masterUrl: z.string().nullable(),
  connection: connectionSchema,
  counts: syncLogStatsSchema,
  /** Pending logs that wait behind a refused record. */
  held: z.number().int(),
  /** Records in an open conflict: a person must decide. */
  conflicts: z.number().int(),
  /** When head office last confirmed changes of ours, ISO-8601 UTC by its clock. */
  lastConfirmedAt: z.string().nullable(),
  /** When a whole run last ended well. */
  lastSuccessAt: z.string().nullable(),
  lastError: z.object({ code: z.string(), message: z.string(), at: z.string() }).nullable(),
  running: runProgressSchema.nullable(),
  /** Until when syncing is paused; null = not paused. */
  pausedUntil: z.string().nullable(),
  /** The first load of head office's records; null where there is none to do. */
  initialLoad: z.object({ done: z.number().int(), total: z.number().int(), complete: z.boolean() }).nullable(),
  /** Head office's clock minus ours in milliseconds; null until measured. */
  clockOffsetMs: z.number().nullable(),
  /** Changes per second lately, and seconds until nothing waits; null while nothing is sent. */
  forecast: z.object({ perSecond: z.number(), secondsLeft: z.number() }).nullable(),
  /** When the next scheduled attempt is due. */
  nextAttemptAt: z.string().nullable(),
});
export type Status = z.infer<typeof statusSchema>;
