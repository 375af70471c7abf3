import type { z } from 'zod';
import { describeZodError, errorCodeSchema, type ErrorCode } from '../../shared/errors.ts';
import { wireErrorSchema, type WireError } from '../../shared/protocol/common.ts';
import { MasterError, masterSentences as say, type Certainty } from './master-error.ts';

/** An answer as it came off the line. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  /** A header's value by its lower-case name. */
  header(name: string): string | undefined;
}

/** The value that a 2xx answer carries. @throws MasterError for every other answer, and for one that is not what the protocol says */
export function readAnswer<T>(schema: z.ZodType<T>, raw: RawAnswer, now: number): T {
  if (raw.status < 200 || raw.status > 299) throw refusal(raw, now);
  return schemaValue(schema, raw);
}

function schemaValue<T>(schema: z.ZodType<T>, raw: RawAnswer): T {
  const json = parseJson(raw.body);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  // Something took the request and answered as if it were head office: whether it was, nobody knows.
  if (json === undefined && looksLikeHtml(raw))
    throw new MasterError('not-our-master', say.loginPage, { certainty: 'in-doubt', status: raw.status });
  const cause = new Error(
    json === undefined ? 'the answer is not JSON, or was cut off' : describeZodError(parsed.error),
  );
  throw new MasterError('malformed-answer', say.malformed, { certainty: 'in-doubt', status: raw.status, cause });
}

/** The error that an answer outside 2xx means. 4xx: head office took nothing. 5xx and what looks like somebody else's answer: in doubt (I6). */
function refusal(raw: RawAnswer, now: number): MasterError {
  const { status } = raw;
  const wire = wireErrorSchema.safeParse(parseJson(raw.body));
  const said = wire.success ? wire.data.error : undefined;
  const fail = (code: ErrorCode, sentence: string, certainty: Certainty): MasterError =>
    new MasterError(code, sentence, { certainty, status, retryAfterMs: retryAfter(raw, now) });

  if (status >= 300 && status < 400) return fail('not-our-master', say.redirect, 'in-doubt');
  if (status === 511) return fail('not-our-master', say.loginPage, 'in-doubt');
  if (status >= 500) return fail('master-failed', say.masterFailed, 'in-doubt');
  if (status === 407) return fail('not-our-master', say.proxySignIn, 'answered');
  // A proxy may say these two in head office's stead, in any form.
  if (status === 413) return fail('too-large', say.tooLarge, 'answered');
  if (status === 429) return fail('overloaded', say.overloaded, 'answered');
  if (status === 408) return fail('timeout', say.timeout, 'answered');
  if (!said) return fail('not-our-master', looksLikeHtml(raw) ? say.loginPage : say.notSyncLog, 'answered');
  return fail(...meaningOf(status, said), 'answered');
}

function meaningOf(status: number, said: WireError['error']): [ErrorCode, string] {
  const code = errorCodeSchema.safeParse(said.code);
  if (status === 401 || (status === 403 && said.code !== 'wrong-code')) return ['unauthorized', say.unauthorized];
  if (status === 426) return ['upgrade-required', said.message || say.upgradeRequired];
  if (status === 409 && said.code === 'epoch-changed') return ['epoch-changed', say.epochChanged];
  return [code.success ? code.data : 'master-failed', said.message || say.masterFailed];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON is an answer of its own kind; the caller names it.
    return undefined;
  }
}

function looksLikeHtml(raw: RawAnswer): boolean {
  return (raw.header('content-type') ?? '').includes('html') || /^\s*<(!doctype|html|head|body)/i.test(raw.body);
}

const longestWait = 3_600_000;

/** `Retry-After` in milliseconds, whether it came as seconds or as a date; at most an hour. */
function retryAfter(raw: RawAnswer, now: number): number | undefined {
  const text = raw.header('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(longestWait, Math.max(0, milliseconds));
}
