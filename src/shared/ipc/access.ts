import { z } from 'zod';

/** 4 to 12 digits: typed on a till's number pad. */
export const pinSchema = z.string().regex(/^\d{4,12}$/, 'a PIN has 4 to 12 digits');

export const accessStateSchema = z.object({
  /** Without a PIN everything is open to whoever sits at this computer. */
  pinSet: z.boolean(),
  unlocked: z.boolean(),
  /** When it locks itself unless somebody goes on working, ISO-8601 UTC; null while locked or without a PIN. */
  locksAt: z.string().nullable(),
  /** No PIN is taken before this, after too many wrong ones, ISO-8601 UTC. */
  lockedOutUntil: z.string().nullable(),
});
export type AccessState = z.infer<typeof accessStateSchema>;

/** The branch PIN. Records are for everyone; the contents of the log, settings, conflicts and repair need it. */
export const accessContract = {
  'access.state': { input: z.object({}), output: accessStateSchema },
  /** Refused with `wrong-pin` (saying how many tries are left) or `locked-out` (saying until when). */
  'access.unlock': { input: z.object({ pin: z.string().max(64) }), output: accessStateSchema },
  'access.lock': { input: z.object({}), output: accessStateSchema },
  /** Sets, changes (`current` is the one until now) or removes (`pin` null) the PIN. */
  'access.setPin': {
    input: z.object({ current: z.string().max(64).nullable().default(null), pin: pinSchema.nullable() }),
    output: accessStateSchema,
  },
} as const;
