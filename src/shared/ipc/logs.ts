import { z } from 'zod';
import { actionSchema, syncStatusSchema } from '../record.ts';
import { syncLogSchema, syncLogStatsSchema } from '../sync-log.ts';

export const logFilterSchema = z.object({
  status: syncStatusSchema.optional(),
  model: z.string().optional(),
  action: actionSchema.optional(),
  /** created_at from (inclusive) and to (exclusive), ISO-8601 UTC. */
  from: z.string().optional(),
  to: z.string().optional(),
  /** Found in the record's id (eight characters or more: at its start, or anywhere where no id starts so), the model's name or the error message. */
  text: z.string().max(200).optional(),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

export const refusalCauseSchema = z.object({
  code: z.string(),
  model: z.string(),
  /** The sentence of the newest refusal of this cause. */
  sentence: z.string(),
  /** How many changes were refused for it. */
  count: z.number().int(),
  /** How many more were refused only because they were saved together with one of these. */
  together: z.number().int(),
  /** How many changes wait behind them. */
  waiting: z.number().int(),
  /** The newest of them: for `logs.get`. */
  newestId: z.number().int(),
});
export type RefusalCause = z.infer<typeof refusalCauseSchema>;

export const listedLogSchema = syncLogSchema.extend({
  /** What names its record to a person. */
  title: z.string(),
});
export type ListedLog = z.infer<typeof listedLogSchema>;

export const logsContract = {
  'logs.stats': { input: z.object({}), output: syncLogStatsSchema },
  /** A page of the log, newest first, from the `offset`th that matches; or after the row with the id `before`, which costs the same at any depth. */
  'logs.list': {
    input: z.object({
      filter: logFilterSchema.default({}),
      before: z.number().int().nullable().default(null),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
      /** Whether `total` is wanted: counting what a filter finds takes longer than the page itself. */
      counted: z.boolean().default(true),
    }),
    output: z.object({ rows: z.array(listedLogSchema), total: z.number().int().nullable() }),
  },
  /** One change with its record's title, and what waits behind it when it was refused. */
  'logs.get': {
    input: z.object({ id: z.number().int() }),
    output: z.object({
      log: syncLogSchema,
      title: z.string(),
      waitingBehind: z.array(listedLogSchema),
      waitingCount: z.number().int(),
    }),
  },
  /** Refused changes grouped by cause and model, the largest group first. */
  'logs.causes': { input: z.object({}), output: z.array(refusalCauseSchema) },
  /** Refused logs become pending again, each with what was refused together with it: those of `ids`, or of one cause (of one model), or all. */
  'logs.retry': {
    input: z.object({
      ids: z.array(z.number().int()).max(10_000).optional(),
      errorCode: z.string().optional(),
      model: z.string().optional(),
    }),
    output: z.object({ retried: z.number().int() }),
  },
  /** Gives a refused change up, with everything that was refused together with it: its records become what head office holds. */
  'logs.takeHeadOffice': { input: z.object({ id: z.number().int() }), output: z.object({ givenUp: z.number().int() }) },
  /** The same for all refused changes of one cause, one after the other; stops at the first that fails, and what was given up before it stays so. */
  'logs.takeHeadOfficeOfCause': {
    input: z.object({ errorCode: z.string(), model: z.string() }),
    output: z.object({ givenUp: z.number().int() }),
  },
  /** Removes completed logs older than so many days. */
  'logs.cleanup': {
    input: z.object({ days: z.number().int().min(0).max(3650).optional() }),
    output: z.object({ removed: z.number().int() }),
  },
} as const;
