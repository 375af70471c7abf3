import { toErrorShape, type ErrorShape } from '../../shared/errors.ts';

/** A refusal of a call, thrown so that queries and forms can catch it. Its message is a sentence for the person. */
export class CallError extends Error {
  readonly code: string;
  readonly field: string | undefined;

  constructor({ code, message, field }: ErrorShape) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.field = field;
  }
}

/** Anything thrown, as a refusal. What is none is a defect. */
export function toCallError(error: unknown): CallError {
  return error instanceof CallError ? error : new CallError(toErrorShape(error));
}
