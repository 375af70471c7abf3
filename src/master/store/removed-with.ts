import type { RecordName } from '../../shared/record.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';

/** What the transaction removed in which this entry of the feed removed its record; that record is left out. A group's sequences follow each other. */
export function readRemovedWith(prepare: Prepare, sequence: number): RecordName[] {
  const group = prepare<{ transaction_id: string | null }>('select transaction_id from feed where sequence = ?').get(
    sequence,
  )?.transaction_id;
  if (group === undefined || group === null) return [];
  const before = prepare<{ sequence: number }>(
    'select sequence from feed where sequence < ? and transaction_id is not ? order by sequence desc limit 1',
  ).get(sequence, group);
  const behind = prepare<{ sequence: number }>(
    'select sequence from feed where sequence > ? and transaction_id is not ? order by sequence limit 1',
  ).get(sequence, group);
  return prepare<RecordName>(
    `select model_name as modelName, model_id as modelId from feed
      where sequence > ? and sequence < ? and sequence <> ? and action = 'delete'`,
  ).all(before?.sequence ?? 0, behind?.sequence ?? Number.MAX_SAFE_INTEGER, sequence);
}
