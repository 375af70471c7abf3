import { composed } from '../../../shared/composed-text.ts';
import type { StoreContext } from '../context.ts';
import type { LogCondition } from './log-condition.ts';
import { unsettledSql } from './unsettled.ts';

/** Where a text is looked for in the log. */
export interface LogText {
  /** Models that the text names. */
  readonly named: readonly string[];
  /** Rows whose reason holds it: only where there can be one. */
  readonly reason: LogCondition;
  /** Rows of a record whose id holds it; null for what does not look like a part of one. */
  readonly id: { readonly source: string; readonly condition: LogCondition } | null;
}

/** As much as is shown of an id or more; shorter, it would be found in most of them. */
const partOfId = /^[0-9a-f-]{8,36}$/i;

/** @param wanted what a person typed, without spaces around it, not empty */
export function readLogText(context: StoreContext, wanted: string, models: readonly string[]): LogText {
  const pattern = `%${composed(wanted).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const plain = (name: string): string => name.replaceAll(/\s/g, '').toLowerCase();
  return {
    named: models.filter((name) => plain(name).includes(plain(wanted))),
    reason: { parts: [unsettledSql, `error_message like ? escape '\\'`], bindings: [pattern] },
    id: partOfId.test(wanted) ? idCondition(context, wanted.toLowerCase()) : null,
  };
}

/** Ids that start so (the part of an id that people see), found by the index; where there are none, any that hold it. */
function idCondition(context: StoreContext, part: string): LogText['id'] {
  const start: LogCondition = { parts: ['model_id >= ?', 'model_id < ?'], bindings: [part, `${part}g`] };
  const found = context
    .prepare<{ found: number }>(`select exists (select 1 from sync_logs where model_id >= ? and model_id < ?) as found`)
    .get(...start.bindings);
  if (found?.found === 1) return { source: 'indexed by sync_logs_model_id', condition: start };
  const logs = JSON.stringify(context.partsOfIds.find(part));
  return { source: 'not indexed', condition: { parts: ['id in (select value from json_each(?))'], bindings: [logs] } };
}
