import { z } from 'zod';
import { textRefSchema } from '../text-ref.ts';
import { connectionStepSchema } from './branch.ts';

export const storageSchema = z.object({
  /** The database with its write-ahead log, bytes. */
  databaseBytes: z.number().int(),
  /** Rows of `sync_logs`. */
  logRows: z.number().int(),
  /** Free on the disk of the data folder, bytes. */
  freeBytes: z.number().int(),
  /** For how many days of work like lately the disk lasts, also offline; null when there is too little work to tell, or more than ten years. */
  runwayDays: z.number().int().nullable(),
});
export type Storage = z.infer<typeof storageSchema>;

/** In the order in which they are run and numbered. */
export const checkNames = [
  'folder',
  'disk',
  'database',
  'models',
  'confirmation',
  'refusals',
  'clock',
  'connection',
] as const;
export const diagnosticCheckSchema = z.object({
  name: z.enum(checkNames),
  outcome: z.enum(['passed', 'warning', 'failed']),
  /** What was found, by its key in the catalogue. */
  text: textRefSchema,
  /** What to do about it; null where there is nothing to do. */
  remedy: textRefSchema.nullable(),
});
export type DiagnosticCheck = z.infer<typeof diagnosticCheckSchema>;

export const diagnosticsContract = {
  'diagnostics.storage': { input: z.object({}), output: storageSchema },
  /** Runs every check. `connection` is the ladder to head office; empty where the branch stands alone. */
  'diagnostics.run': {
    input: z.object({}),
    output: z.object({
      at: z.string(),
      checks: z.array(diagnosticCheckSchema),
      storage: storageSchema,
      connection: z.array(connectionStepSchema),
    }),
  },
  /** The last lines of the app's own log, oldest first. */
  'diagnostics.logTail': {
    input: z.object({ lines: z.number().int().min(1).max(2000).default(200) }),
    output: z.object({ lines: z.array(z.string()) }),
  },
  /** One zip to send to support (base64): state, checks, counts and logs, without records, personal data or secrets. */
  'diagnostics.bundle': {
    input: z.object({}),
    output: z.object({ fileName: z.string(), zip: z.base64(), contents: z.array(z.string()) }),
  },
} as const;
