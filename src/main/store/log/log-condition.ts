import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { StoreContext } from '../context.ts';
import { idsOfDates } from './date-ranges.ts';

/** Parts of a condition that must all hold, and their values in order. */
export interface LogCondition {
  readonly parts: readonly string[];
  readonly bindings: readonly (string | number)[];
}

export const always: LogCondition = { parts: [], bindings: [] };

export function both(...conditions: readonly LogCondition[]): LogCondition {
  return {
    parts: conditions.flatMap((condition) => condition.parts),
    bindings: conditions.flatMap((condition) => condition.bindings),
  };
}

export function whereAll(parts: readonly string[]): string {
  return parts.length > 0 ? ` where ${parts.join(' and ')}` : '';
}

/** Few rows at any size of the log; whoever asks for them repeats the condition of the index word for word, or SQLite walks the table instead. */
export const unsettled = `(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1)`;

export function modelCondition({ model, action }: LogFilter): LogCondition {
  return both(
    model ? { parts: ['model_name = ?'], bindings: [model] } : always,
    action ? { parts: ['action = ?'], bindings: [action] } : always,
  );
}

/** The dates of a filter as ids, which every index has; null where nothing was logged then. */
export function dateCondition(context: StoreContext, { from, to }: LogFilter): LogCondition | null {
  if (!from && !to) return always;
  const ranges = idsOfDates(context, from, to);
  if (ranges === null) {
    return both(
      from ? { parts: ['created_at >= ?'], bindings: [from] } : always,
      to ? { parts: ['created_at < ?'], bindings: [to] } : always,
    );
  }
  const [only] = ranges;
  if (!only) return null;
  const last = ranges.at(-1)?.last ?? only.last;
  const within: LogCondition = { parts: ['id >= ?', 'id <= ?'], bindings: [only.first, last] };
  if (ranges.length === 1) return within;
  // The sign keeps SQLite from sorting what it finds range by range: it walks in the order of the ids.
  const each = `(${ranges.map(() => '+id between ? and ?').join(' or ')})`;
  return both(within, { parts: [each], bindings: ranges.flatMap(({ first, last: end }) => [first, end]) });
}
