import type { StoreContext } from '../context.ts';
import type { IdRange } from './date-ranges.ts';
import { blockOf, blockSize } from './log-blocks.ts';
import { both, whereAll, type LogCondition } from './log-condition.ts';
import type { WantedLogs } from './wanted-logs.ts';

/** A block in which there may be wanted rows. */
export interface WantedBlock {
  /** Its parts that lie in the wanted ranges, in order. */
  readonly parts: readonly IdRange[];
  /** How many wanted rows there are in it; null = only reading it tells. */
  readonly logs: number | null;
  /** The id of its wanted row where it has one alone and the counts tell it; null = it must be read. */
  readonly only: number | null;
}

/** What the counts of a block tell of the wanted kinds. */
interface Counted {
  readonly logs: number;
  readonly only: number | null;
}

/** Blocks looked at first: a page at the top needs no more of them. */
const firstStep = 32;

/** The blocks with wanted rows, newest first, looked up in growing steps so that whoever stops early pays little. */
export function* blocksOfLogs(context: StoreContext, wanted: WantedLogs): Generator<WantedBlock> {
  const oldest = blockOf(wanted.ranges[0]?.first ?? 0);
  let newest = Math.min(blockOf(wanted.ranges.at(-1)?.last ?? -1), newestBlock(context));
  for (let step = firstStep; newest >= oldest; step *= 4) {
    const from = Math.max(oldest, newest - step + 1);
    const counts = countsByBlock(context, wanted, from, newest);
    for (const block of [...counts.keys()].sort((a, b) => b - a)) {
      const counted = counts.get(block);
      const found = counted && wantedBlock(wanted, block, counted);
      if (found) yield found;
    }
    newest = from - 1;
  }
}

function newestBlock(context: StoreContext): number {
  return (
    context.prepare<{ block: number | null }>('select max(block) as block from sync_log_blocks').get()?.block ?? -1
  );
}

function wantedBlock({ ranges, ofRow }: WantedLogs, block: number, counted: Counted): WantedBlock | null {
  const whole = { first: block * blockSize, last: (block + 1) * blockSize - 1 };
  const parts = ranges
    .filter(({ first, last }) => first <= whole.last && last >= whole.first)
    .map(({ first, last }) => ({ first: Math.max(first, whole.first), last: Math.min(last, whole.last) }));
  const [part] = parts;
  if (!part) return null;
  if (ofRow.parts.length > 0) return { parts, logs: null, only: null };
  const { only } = counted;
  if (only !== null)
    return parts.some(({ first, last }) => only >= first && only <= last) ? { parts, logs: 1, only } : null;
  const isWhole = part.first === whole.first && part.last === whole.last;
  return { parts, logs: isWhole ? counted.logs : null, only: null };
}

/** How many rows of the wanted kinds there are in each block from `first` to `last`. */
function countsByBlock(
  context: StoreContext,
  { kinds, others }: WantedLogs,
  first: number,
  last: number,
): Map<number, Counted> {
  const counts = new Map<number, Counted>();
  if (kinds) {
    const within: LogCondition = { parts: ['block >= ?', 'block <= ?'], bindings: [first, last] };
    const condition = both(within, kinds);
    const rows = context
      .prepare<{ block: number; logs: number; ids: number }>(
        `select block, sum(logs) as logs, sum(ids) as ids from sync_log_blocks${whereAll(condition)} group by block`,
      )
      .all(...condition.bindings);
    for (const { block, logs, ids } of rows) counts.set(block, { logs, only: logs === 1 ? ids : null });
  }
  for (const id of others) {
    const block = blockOf(id);
    if (block < first || block > last) continue;
    counts.set(block, { logs: (counts.get(block)?.logs ?? 0) + 1, only: null });
  }
  return counts;
}

/** The ids of its wanted rows, newest first. */
export function idsInBlock(context: StoreContext, { kinds, ofRow, others }: WantedLogs, block: WantedBlock): number[] {
  if (block.only !== null) return [block.only];
  return block.parts.toReversed().flatMap(({ first, last }) => {
    const found = others.filter((id) => id >= first && id <= last);
    if (!kinds) return found;
    const condition = both({ parts: ['id >= ?', 'id <= ?'], bindings: [first, last] }, kinds, ofRow);
    const rows = context
      .prepare<{ id: number }>(`select id from sync_logs not indexed${whereAll(condition)} order by id desc`)
      .all(...condition.bindings);
    const ids = rows.map((row) => row.id);
    return found.length > 0 ? [...ids, ...found].sort((a, b) => b - a) : ids;
  });
}
