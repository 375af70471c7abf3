import { z } from 'zod';
import { activitySchema, activitySpans } from '../activity.ts';
import { statusSchema, syncRunSchema } from '../status.ts';

/** The longest that a person can hold back the sync, in minutes. */
export const longestPauseMinutes = 1440;

export const syncContract = {
  'sync.status': { input: z.object({}), output: statusSchema },
  /**
   * Syncs now and answers when that run has ended. A run that was already on is waited for and followed by one more (I8), so that the answer covers
   * everything recorded before the question.
   */
  'sync.now': { input: z.object({}), output: syncRunSchema },
  /** Stops the running sync at the next safe point. */
  'sync.cancel': { input: z.object({}), output: z.object({ cancelled: z.boolean() }) },
  'sync.pause': {
    input: z.object({ minutes: z.number().int().min(1).max(longestPauseMinutes).default(60) }),
    output: statusSchema,
  },
  'sync.resume': { input: z.object({}), output: statusSchema },
  /** The newest runs first. */
  'sync.runs': {
    input: z.object({ limit: z.number().int().min(1).max(200).default(20) }),
    output: z.array(syncRunSchema),
  },
  /** How much was recorded and confirmed, hour by hour. Costs the same at any size of the log. */
  'sync.activity': { input: z.object({ span: z.enum(activitySpans) }), output: activitySchema },
} as const;
