import { z } from 'zod';
import { SyncLogError } from '../shared/errors.ts';

const objectSchema = z.record(z.string(), z.unknown());
export type GivenRecord = z.infer<typeof objectSchema>;

/** A record as it was given, and the line of the input it stood in (from 1). */
export interface NumberedRecord {
  readonly line: number;
  readonly values: GivenRecord;
}

/** More than a person or a program sends as one object; a longer line is a file of another kind. */
const longestLine = 16_000_000;

/**
 * Reads records from a stream: one object to a line, or one single object over any number of lines.
 * @throws SyncLogError `invalid-input` naming the line; nothing has been saved then
 */
export async function readRecords(source: AsyncIterable<string | Uint8Array>): Promise<NumberedRecord[]> {
  const records: NumberedRecord[] = [];
  let line = 0;
  /** Set from a first line that is no JSON on its own: the beginning of one object over several lines, or a mistake. */
  let whole: string | undefined;
  for await (const text of lines(source)) {
    line += 1;
    if (text.length > longestLine) throw refuse(`line ${line} is longer than ${longestLine} characters`);
    if (whole !== undefined) whole += `\n${text}`;
    else if (text.trim() !== '') {
      const value = parse(text);
      if (value.ok) records.push({ line, values: asObject(value.json, line) });
      else if (records.length === 0 && text.trimStart().startsWith('{')) whole = text;
      else throw refuse(`line ${line} is not JSON (${value.reason})`);
    }
    if (whole !== undefined && whole.length > longestLine) throw refuse('line 1 is not JSON');
  }
  if (whole !== undefined) {
    const value = parse(whole);
    const first = parse(whole.split('\n', 1)[0] ?? '');
    if (!value.ok)
      throw refuse(
        `line ${line - whole.split('\n').length + 1} is not JSON (${first.ok ? value.reason : first.reason})`,
      );
    records.push({ line: 1, values: asObject(value.json, 1) });
  }
  if (records.length === 0) throw refuse('no record was given');
  return records;
}

/** Reads one record from text. @throws SyncLogError `invalid-input` */
export function readRecord(text: string): GivenRecord {
  const value = parse(text);
  if (!value.ok) throw refuse(`--data is not JSON (${value.reason})`);
  const object = objectSchema.safeParse(value.json);
  if (!object.success) throw refuse(`--data must be an object such as {"name":"Tea"}`);
  return object.data;
}

function asObject(json: unknown, line: number): GivenRecord {
  const object = objectSchema.safeParse(json);
  if (object.success) return object.data;
  throw refuse(`line ${line} must be an object such as {"name":"Tea"}`);
}

function refuse(what: string): SyncLogError {
  return new SyncLogError('invalid-input', `Nothing was saved: ${what}. Give one JSON object, or one on each line.`);
}

function parse(
  text: string,
): { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function* lines(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw new SyncLogError('invalid-input', 'Nothing was saved: the input is not UTF-8 text.', { cause: error });
    }
  };
  let rest = '';
  for await (const chunk of source) {
    const parts = (rest + (typeof chunk === 'string' ? chunk : decode(chunk))).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
    if (rest.length > longestLine) break;
  }
  rest += decode();
  if (rest !== '') yield rest;
}
