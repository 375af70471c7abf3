import type { RecordRow } from '../shared/record.ts';
import { formatTable } from './table.ts';

/** One record for people: a field to a line. */
export function sayRecord(record: RecordRow): string {
  return formatTable(['FIELD', 'VALUE'], Object.entries(record), 2000);
}
