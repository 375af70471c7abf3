import { createHash } from 'node:crypto';
import type { Prepare } from '../../sqlite/statement-cache.ts';

interface MarkedRow {
  model_name: string;
  model_id: string;
  version: number;
  hlc: string;
  at: string;
}

/** The mark of an entry of the feed; undefined where there is none. Two feeds that have the same mark somewhere are the same up to there (I17). */
export function feedMark(prepare: Prepare, sequence: number): string | undefined {
  const row = prepare<MarkedRow>('select model_name, model_id, version, hlc, at from feed where sequence = ?').get(
    sequence,
  );
  if (!row) return undefined;
  const text = [sequence, row.model_name, row.model_id, row.version, row.hlc, row.at].join(' ');
  return `${sequence}:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

/** Whether the feed still has the entry that this mark was made of. */
export function holdsMark(prepare: Prepare, mark: string): boolean {
  return feedMark(prepare, sequenceOf(mark)) === mark;
}

export function sequenceOf(mark: string): number {
  return Number(mark.slice(0, mark.indexOf(':')));
}
