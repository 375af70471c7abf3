import type { Change } from '../../src/shared/protocol/common.ts';
import type { RecordRow } from '../../src/shared/record.ts';

/** One typed value in 25 is such a one. */
function isPoison(value: unknown): boolean {
  const number = typeof value === 'string' ? /^t(\d+)\.$/.exec(value)?.[1] : undefined;
  return number !== undefined && Number(number) % 25 === 3;
}

/** The fields at whose values a head office with the defect fails. */
export function poisonedFields(record: RecordRow, changed: readonly string[] | null): string[] {
  return Object.keys(record).filter((name) => (changed === null || changed.includes(name)) && isPoison(record[name]));
}

/** Whether a head office with the defect fails at this change: at what it sets, not at what the record was before. */
export function failsAt({ action, data, changedFields }: Change): boolean {
  return action !== 'delete' && poisonedFields(data, changedFields).length > 0;
}
