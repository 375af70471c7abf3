import { z } from 'zod';

/**
 * Every error a person or another program can meet, by name. A code never stands alone: the sentence beside it says what happened, what it
 * means and what to do.
 */
export const errorCodes = [
  // what a person typed or asked
  'invalid-input',
  'unknown-model',
  'not-found',
  'invalid-record',
  'duplicate-value',
  'missing-reference',
  'still-referenced',
  'wrong-code',
  'not-enrolled',
  'already-enrolled',
  'wrong-usage',
  'not-allowed',
  'pin-required',
  'wrong-pin',
  'locked-out',
  // the data folder and the database
  'data-folder-unusable',
  'secrets-unavailable',
  'secrets-elsewhere',
  'values-unreadable',
  'database-corrupt',
  'database-full',
  'database-read-only',
  'database-newer',
  'database-busy',
  'database-failed',
  // the way to head office
  'no-network',
  'unreachable',
  'not-our-master',
  'timeout',
  'unauthorized',
  'too-large',
  'overloaded',
  'master-failed',
  'malformed-answer',
  'upgrade-required',
  'epoch-changed',
  'branch-rewound',
  'clone-detected',
  'cancelled',
  'already-running',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** What of an error crosses a border (IPC, wire, CLI): never a stack, a path or SQL. `field` names the field of a record it is about. */
export const errorShapeSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
});
export type ErrorShape = z.infer<typeof errorShapeSchema>;

export interface SyncLogErrorOptions {
  /** The field of a record that the error is about. */
  readonly field?: string | undefined;
  /** Which of several records that were given at once, from 0. */
  readonly row?: number | undefined;
  readonly cause?: unknown;
}

/** An error with a sentence for a person. Anything else that is thrown is a defect and is reported as `internal`. */
export class SyncLogError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly row: number | undefined;

  constructor(code: ErrorCode, message: string, options: SyncLogErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SyncLogError';
    this.code = code;
    this.field = options.field;
    this.row = options.row;
  }
}

/** The same error, saying at which of several records that were given at once it came up. */
export function errorAtRow(error: unknown, row: number): unknown {
  if (!(error instanceof SyncLogError) || error.row !== undefined) return error;
  return new SyncLogError(error.code, error.message, { field: error.field, row, cause: error });
}

/** The shape in which any thrown value crosses a border. */
export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof SyncLogError) {
    return { code: error.code, message: error.message, ...(error.field === undefined ? {} : { field: error.field }) };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something went wrong inside SyncLog (${detail}). Nothing that was saved is lost. Try again, and send the log to support if it stays.`,
  };
}

/** The first problem of a failed zod parse as one readable clause, for example "name: too small". */
export function describeZodError(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ');
}
