import { z } from 'zod';
import { errorShapeSchema, type ErrorShape } from '../errors.ts';

// Apart from the contract: the screens read answers and events, and need not build the schemas of every channel before they paint.

/** How every answer travels: errors are values, because a thrown error loses its code on the way. */
export const ipcAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorShapeSchema }),
]);
export type IpcAnswer<T = unknown> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorShape };

/** What can have changed: `status`, `logs`, `conflicts`, `check` (progress of a comparison), `settings`, `access`, and `records:<Model>`. */
export const changedEventSchema = z.object({ topics: z.array(z.string()) });
export type ChangedEvent = z.infer<typeof changedEventSchema>;
