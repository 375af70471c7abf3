import { z } from 'zod';

/**
 * `GET /v1/events` (with token): server-sent events. `event: head` carries this, at the start and whenever the feed
 * grows, so that nothing is missed between two streams; a comment line every 20 s keeps the line open.
 */
export const headEventSchema = z.object({ head: z.number().int(), epoch: z.uuid() });
export type HeadEvent = z.infer<typeof headEventSchema>;
