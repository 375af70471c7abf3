import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { StoreContext } from '../context.ts';
import { idsOfDates, type IdRange } from './date-ranges.ts';
import { modelsInLog } from './log-blocks.ts';
import { always, both, equals, whereAll, type LogCondition } from './log-condition.ts';
import { readLogText, type LogText } from './log-text.ts';

/** Which rows of the log a filter wants. */
export interface WantedLogs {
  /** Ids in order, outside of which nothing is wanted. */
  readonly ranges: readonly IdRange[];
  /** All rows of these kinds, said in columns that the log and the counts of its blocks both have; null = none but the `others`. */
  readonly kinds: LogCondition | null;
  /** What only the row itself tells: its time, where the clock was put back too often to tell it by the id. */
  readonly ofRow: LogCondition;
  /** Rows of other kinds that were found by their text, newest first. */
  readonly others: readonly number[];
}

/** @param before only rows older than the one with this id */
export function wantedLogs(context: StoreContext, filter: LogFilter, before: number | null): WantedLogs {
  const last = before === null ? Number.MAX_SAFE_INTEGER : before - 1;
  const dates = filter.from || filter.to ? idsOfDates(context, filter.from, filter.to) : [{ first: 0, last }];
  const ranges = (dates ?? [{ first: 0, last }])
    .filter((range) => range.first <= last)
    .map((range) => ({ first: range.first, last: Math.min(range.last, last) }));
  const ofRow = dates === null ? timeCondition(filter) : always;
  const asked = both(
    equals('sync_status', filter.status),
    equals('model_name', filter.model),
    equals('action', filter.action),
  );
  const text = filter.text?.trim() ? readLogText(context, filter.text.trim(), modelsInLog(context)) : null;
  if (!text) return { ranges, kinds: asked, ofRow, others: [] };
  const others = findOthers(context, text, both(asked, ofRow)).filter((id) =>
    ranges.some((range) => id >= range.first && id <= range.last),
  );
  return { ranges, kinds: text.named.length > 0 ? both(asked, named('in', text)) : null, ofRow, others };
}

function timeCondition({ from, to }: LogFilter): LogCondition {
  return both(
    from ? { parts: ['created_at >= ?'], bindings: [from] } : always,
    to ? { parts: ['created_at < ?'], bindings: [to] } : always,
  );
}

function named(operator: 'in' | 'not in', { named: models }: LogText): LogCondition {
  if (models.length === 0) return always;
  return { parts: [`model_name ${operator} (${models.map(() => '?').join(', ')})`], bindings: models };
}

/** By the id of the record or the reason of the refusal, newest first. */
function findOthers(context: StoreContext, text: LogText, asked: LogCondition): number[] {
  const rest = both(asked, named('not in', text));
  const find = (source: string, condition: LogCondition): number[] => {
    const all = both(condition, rest);
    return context
      .prepare<{ id: number }>(`select id from sync_logs ${source}${whereAll(all)}`)
      .all(...all.bindings)
      .map((row) => row.id);
  };
  const found = new Set(find('indexed by sync_logs_unsettled', text.reason));
  if (text.id) for (const id of find(text.id.source, text.id.condition)) found.add(id);
  return [...found].sort((a, b) => b - a);
}
