import type { StoreContext } from '../context.ts';
import type { Trx } from '../unit-of-work.ts';
import { refused } from './log-condition.ts';
import { reopenGroup } from './record-change.ts';
import { parseChangedFields, type LogSqlRow } from './rows.ts';

/** A cause of refusal that a confirmed change may have ended, and the model of what was refused for it. */
type Obstacle = readonly [errorCode: 'duplicate-value' | 'still-referenced', modelName: string];

/** So many are tried again for one answer; where more were refused, something else is wrong. */
const mostReopened = 250;

/**
 * What was in the way of a refused change may be gone with what head office has just taken: a value that only one record may have was given up, a record is
 * referred to no longer. Nobody should have to find out that trying again is all it needs (I5).
 */
export interface WayMade {
  /** Whether a refusal of this model for this cause should be tried again. */
  frees(errorCode: string, modelName: string): boolean;
  /** Reopens what was refused before for such a cause. */
  reopen(trx: Trx): void;
}

/** @param confirmed what head office has taken just now */
export function findWayMade(context: StoreContext, confirmed: readonly LogSqlRow[]): WayMade {
  const obstacles = new Map<string, Obstacle>();
  for (const row of confirmed)
    for (const obstacle of obstaclesOf(context, row)) obstacles.set(obstacle.join(' '), obstacle);
  return {
    frees: (errorCode, modelName) => obstacles.has(`${errorCode} ${modelName}`),
    reopen(trx) {
      for (const [errorCode, modelName] of obstacles.values()) {
        const logs = context
          .prepare<LogSqlRow>(
            `select * from sync_logs where ${refused.condition} and model_name = ? and error_code = ? limit ${mostReopened}`,
          )
          .all(modelName, errorCode);
        for (const row of logs) reopenGroup(context, trx, row);
      }
    },
  };
}

function obstaclesOf(context: StoreContext, row: LogSqlRow): Obstacle[] {
  const model = context.models.find(row.model_name);
  if (!model || row.action === 'create') return [];
  const fields = row.action === 'delete' ? null : parseChangedFields(row.changed_fields);
  const given = (field: string): boolean => fields === null || fields.includes(field);
  return [
    ...(model.uniqueFields.some(given) ? [['duplicate-value', model.name] as const] : []),
    ...model.references
      .filter(({ field }) => given(field))
      .map(({ definition }) => ['still-referenced', definition.model] as const),
  ];
}
