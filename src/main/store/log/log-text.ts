import type { LogCondition } from './log-condition.ts';
import { unsettled } from './log-condition.ts';

/** Where a text is looked for in the log. */
export interface LogText {
  /** Models that the text names. */
  readonly named: readonly string[];
  /** Rows whose reason holds it: only where there can be one. */
  readonly reason: LogCondition;
  /** Rows of a record whose id holds it; null for what does not look like a part of one. */
  readonly id: LogCondition | null;
}

/** Text that can be part of a record's id; shorter, it would be found in most of them. */
const partOfId = /^[0-9a-f-]{4,36}$/i;

/**
 * @param text what a person typed
 * @param idStartsWith whether a record of the log has an id that starts so; then only such ids are meant, because that is the part of an id that people see
 * @returns null for nothing
 */
export function readLogText(
  text: string | undefined,
  models: readonly string[],
  idStartsWith: (start: string) => boolean,
): LogText | null {
  const wanted = text?.trim() ?? '';
  if (wanted === '') return null;
  const pattern = `%${wanted.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const plain = (name: string): string => name.replaceAll(/\s/g, '').toLowerCase();
  return {
    named: models.filter((name) => plain(name).includes(plain(wanted))),
    reason: { parts: [unsettled, `error_message like ? escape '\\'`], bindings: [pattern] },
    id: partOfId.test(wanted) ? idCondition(wanted.toLowerCase(), pattern, idStartsWith) : null,
  };
}

/** Ids that start so, found by the index; else any that hold it, for which every id is read. */
function idCondition(start: string, pattern: string, idStartsWith: (start: string) => boolean): LogCondition {
  if (!idStartsWith(start)) return { parts: [`model_id like ? escape '\\'`], bindings: [pattern] };
  return { parts: ['model_id >= ?', 'model_id < ?'], bindings: [start, `${start}g`] };
}
