import { z } from 'zod';
import { settingsChangeSchema, settingsSchema } from '../settings.ts';
import { syncRunSchema } from '../status.ts';
import { textRefSchema } from '../text-ref.ts';

/** The way to head office, in the order in which it is climbed. */
export const connectionStepNames = [
  'network',
  'internet',
  'address',
  'certificate',
  'identity',
  'credentials',
  'clock',
  'versions',
  'writes',
] as const;
export const connectionStepSchema = z.object({
  name: z.enum(connectionStepNames),
  outcome: z.enum(['passed', 'failed', 'warning', 'not-reached']),
  /** What was found and, where it failed, what to do; in English. */
  message: z.string(),
  /** The same by its key in the catalogue; `errors.…` where only its code is known, which says less than the message. */
  text: textRefSchema,
});
export type ConnectionStep = z.infer<typeof connectionStepSchema>;

export const branchContract = {
  /** Connects this branch to head office with a one-time code. */
  'branch.enroll': {
    input: z.object({ masterUrl: z.string().min(1), code: z.string().min(1) }),
    output: z.object({ branchId: z.string(), name: z.string() }),
  },
  /** What rejoining would do: `needed` when the branch was restored from an older copy or copied (I18). Changes nothing. */
  'branch.rejoinPlan': {
    input: z.object({}),
    output: z.object({
      needed: z.boolean(),
      /** Why, in a sentence. */
      reason: z.string().nullable(),
      /** Changes of this copy that head office has not got. */
      toSend: z.number().int(),
      toSendByModel: z.array(z.object({ modelName: z.string(), count: z.number().int() })),
      /** Open changes that head office has got from another copy. */
      acknowledged: z.number().int(),
      /** Records to be read again. */
      toPull: z.number().int(),
      /** Models that differ now, with how many records each side has. */
      differences: z.array(z.object({ modelName: z.string(), branch: z.number().int(), master: z.number().int() })),
    }),
  },
  /** Makes this copy the branch and syncs; every other copy is turned away by head office. */
  'branch.rejoin': {
    input: z.object({}),
    output: z.object({ kept: z.number().int(), acknowledged: z.number().int(), run: syncRunSchema }),
  },
  /** Climbs the connection ladder, with the address given or the one of the settings. */
  'branch.testConnection': {
    input: z.object({ masterUrl: z.string().optional() }),
    output: z.object({ steps: z.array(connectionStepSchema) }),
  },
  'settings.get': { input: z.object({}), output: settingsSchema },
  /** What is not given stays as it is. */
  'settings.set': {
    input: settingsChangeSchema,
    output: settingsSchema,
  },
  'app.info': {
    input: z.object({}),
    output: z.object({
      version: z.string(),
      host: z.enum(['electron', 'browser', 'cli']),
      platform: z.string(),
      dataDir: z.string(),
      /** What is not as it should be with the installation, each in a sentence (a model without its table, for example). */
      warnings: z.array(textRefSchema),
    }),
  },
} as const;
