import { unsettledSql } from './unsettled.ts';

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

export function equals(column: string, value: string | undefined): LogCondition {
  return value ? { parts: [`${column} = ?`], bindings: [value] } : always;
}

export function whereAll({ parts }: LogCondition): string {
  return parts.length > 0 ? ` where ${parts.join(' and ')}` : '';
}

/**
 * The refused rows, read through the index on them: without its name SQLite prefers to walk the table where they are wanted in order. What follows it sorts the
 * few that there are.
 */
export const refused = {
  index: 'indexed by sync_logs_unsettled',
  condition: `${unsettledSql} and sync_status = 'failed'`,
} as const;
