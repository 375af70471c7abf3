import { z } from 'zod';

export const activitySpans = ['day', 'week', 'month'] as const;
export type ActivitySpan = (typeof activitySpans)[number];

export const spanHours: Readonly<Record<ActivitySpan, number>> = { day: 24, week: 7 * 24, month: 30 * 24 };

export const activitySchema = z.object({
  /** The whole hours of the span, the running one included: from the beginning of the first … ISO-8601 UTC. */
  from: z.string(),
  /** … to the end of the last. */
  to: z.string(),
  /** Hours in which something happened, oldest first; between them nothing did. */
  hours: z.array(
    z.object({
      /** When the hour begins, ISO-8601 UTC. */
      at: z.string(),
      /** Changes recorded here. A record that is edited again before it was sent counts once. */
      recorded: z.number().int(),
      /** Changes that head office confirmed. */
      confirmed: z.number().int(),
    }),
  ),
});
/** How much was recorded and confirmed lately. */
export type Activity = z.infer<typeof activitySchema>;
