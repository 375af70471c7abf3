import { actions } from '../../../shared/record.ts';
import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { StoreContext } from '../context.ts';
import {
  always,
  both,
  dateCondition,
  modelCondition,
  unsettled,
  whereAll,
  type LogCondition,
} from './log-condition.ts';
import { readLogText, type LogText } from './log-text.ts';

/** One index and what is wanted of it. */
export interface LogSource {
  readonly index: string;
  readonly condition: LogCondition;
}

/**
 * Where the rows of a filter are, each of them in one source only, so that finding and counting them reads indexes instead of a log of a million rows: what
 * is refused, sending or waiting has an index of its own; everything else is read by model and action, in the order of the ids.
 */
export function sourcesOf(context: StoreContext, filter: LogFilter): LogSource[] {
  const dates = dateCondition(context, filter);
  if (dates === null) return [];
  const text = readLogText(filter.text, namesInLog(context), (start) => idStartsWith(context, start));
  const status = statusCondition(filter);
  const special = indexOfStatus(filter);
  const rest = both(status, modelCondition(filter), dates);
  if (special) {
    const wanted = text ? [...(text.named.length > 0 ? [isNamed(text)] : []), ...notNamed(text).all] : [always];
    return wanted.map((part) => ({ index: special, condition: both(rest, part) }));
  }
  if (!text) return groups(filter, filter.model ? [filter.model] : namesInLog(context), both(dates, status));
  const named = filter.model ? text.named.filter((name) => name === filter.model) : text.named;
  const { ofId, ofReason } = notNamed(text);
  return [
    ...groups(filter, named, both(dates, status)),
    ...(ofId ? [{ index: 'sync_logs_model_id', condition: both(ofId, rest) }] : []),
    { index: 'sync_logs_unsettled', condition: both(ofReason, rest) },
  ];
}

const marks = (names: readonly string[]): string => names.map(() => '?').join(', ');

function isNamed({ named }: LogText): LogCondition {
  return { parts: [`model_name in (${marks(named)})`], bindings: named };
}

/** Rows whose model the text does not name, each in one of these only. */
function notNamed({ named, id, reason }: LogText) {
  const others: LogCondition =
    named.length > 0 ? { parts: [`model_name not in (${marks(named)})`], bindings: named } : always;
  const notId: LogCondition = id ? { parts: [`not (${id.parts.join(' and ')})`], bindings: id.bindings } : always;
  const ofId = id ? both(id, others) : null;
  const ofReason = both(reason, others, notId);
  return { ofId, ofReason, all: ofId ? [ofId, ofReason] : [ofReason] };
}

function groups({ action }: LogFilter, models: readonly string[], condition: LogCondition): LogSource[] {
  return models.flatMap((model) =>
    (action ? [action] : actions).map((each) => ({
      index: 'sync_logs_model_action',
      condition: both({ parts: ['model_name = ?', 'action = ?'], bindings: [model, each] }, condition),
    })),
  );
}

function statusCondition({ status }: LogFilter): LogCondition {
  if (!status) return always;
  if (status === 'pending') return { parts: [`sync_status = 'pending'`], bindings: [] };
  if (status !== 'completed') return { parts: [unsettled, 'sync_status = ?'], bindings: [status] };
  // Nearly everything is confirmed: those that are not are found sooner than the status of each row.
  return {
    parts: [
      `id not in (select id from sync_logs indexed by sync_logs_queue where sync_status = 'pending'
        union all select id from sync_logs indexed by sync_logs_unsettled where ${unsettled} and sync_status <> 'pending')`,
    ],
    bindings: [],
  };
}

function indexOfStatus({ status }: LogFilter): string | null {
  if (status === 'pending') return 'sync_logs_queue';
  return status === 'failed' || status === 'syncing' ? 'sync_logs_unsettled' : null;
}

/** The models that the log has rows of, also those this program no longer knows; by leaps through the index. */
function namesInLog(context: StoreContext): string[] {
  return context
    .prepare<{ name: string }>(
      `with recursive names(name) as (
          select min(model_name) from sync_logs
          union all
          select (select min(model_name) from sync_logs where model_name > names.name) from names where names.name is not null
        ) select name from names where name is not null`,
    )
    .all()
    .map((row) => row.name);
}

function idStartsWith(context: StoreContext, start: string): boolean {
  const found = context
    .prepare<{ found: number }>('select exists (select 1 from sync_logs where model_id >= ? and model_id < ?) as found')
    .get(start, `${start}g`);
  return found?.found === 1;
}

/** `select <what> from` this source. */
export function fromSource(what: string, { index, condition }: LogSource): string {
  return `select ${what} from sync_logs indexed by ${index}${whereAll(condition.parts)}`;
}
