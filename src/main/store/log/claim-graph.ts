import { keyOf, type RecordRow } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import { dueBindings, isDue, isDueSql } from './due.ts';
import { estimateBytes, readPayloads, type ClaimedRow } from './payload.ts';
import { introduces, isSendable, type LogSqlRow } from './rows.ts';
import { pendingSql, unsettledSql } from './unsettled.ts';

/** Why something cannot go now: it waits behind a refused log (`heldBy`), or behind one that is not due yet (null). */
export interface Blocker {
  readonly heldBy: number | null;
}

/** What goes as one: the logs of a local transaction, or a single log. */
export interface ClaimNode {
  readonly transactionId: string | null;
  readonly rows: ClaimedRow[];
  readonly dependsOn: ClaimNode[];
  bytes: number;
  blockedBy: Blocker | undefined;
}

export interface ClaimGraph {
  /** In the order of the queue. */
  readonly candidates: readonly ClaimNode[];
  /** Logs for which nothing can be sent: their record is gone without a delete, or their row is damaged. */
  readonly unsendable: readonly LogSqlRow[];
}

/** The oldest logs behind one that are due and are not known to wait behind a refused one. */
export function findDue(
  context: StoreContext,
  now: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): LogSqlRow[] {
  return context
    .prepare<LogSqlRow>(
      `select * from sync_logs where sync_status = 'pending' and id > ? and held_by is null and ${isDueSql} order by id limit ?`,
    )
    .all(after, ...dueBindings(now), limit);
}

/** Pending logs with everything they depend on: the rest of their groups and the unsent records they refer to. */
export function createClaimGraph(context: StoreContext, now: string, pending: readonly LogSqlRow[]): ClaimGraph {
  const nodes = new Map<string, ClaimNode>();
  const nodeOfLog = new Map<number, ClaimNode>();
  const edges: { readonly from: ClaimNode; readonly toLog: number }[] = [];
  const unsendable = new Map<number, LogSqlRow>();

  /** Puts logs, with the rest of their groups, into the graph; returns those that were not there yet. */
  function add(found: readonly LogSqlRow[]): ClaimedRow[] {
    const rows = new Map(found.map((row) => [row.id, row]));
    for (const transactionId of new Set(found.flatMap((row) => row.transaction_id ?? []))) {
      if (!nodes.has(transactionId)) for (const row of groupOf(context, transactionId)) rows.set(row.id, row);
    }
    const fresh = [...rows.values()].filter((row) => !nodeOfLog.has(row.id));
    const payloads = readPayloads(context, fresh.filter(isSendable));
    const added: ClaimedRow[] = [];
    for (const row of fresh) {
      const record = payloads.get(row.id);
      if (!record) {
        unsendable.set(row.id, row);
        continue;
      }
      const key = row.transaction_id ?? String(row.id);
      const node = nodes.get(key) ?? {
        transactionId: row.transaction_id,
        rows: [],
        dependsOn: [],
        bytes: 0,
        blockedBy: undefined,
      };
      nodes.set(key, node);
      nodeOfLog.set(row.id, node);
      if (!isDue(row.next_attempt_at, now)) node.blockedBy ??= { heldBy: null };
      const claimed = { ...row, record };
      node.rows.push(claimed);
      node.bytes += estimateBytes(record);
      added.push(claimed);
    }
    return added;
  }

  /** Notes what the rows depend on; returns the ids of the pending logs among it that are not in the graph yet. */
  function link(rows: readonly ClaimedRow[]): number[] {
    const logs = openLogsOf(context, rows);
    const found: number[] = [];
    for (const row of rows) {
      const from = nodeOfLog.get(row.id);
      if (!from) continue;
      // An earlier change of the same record goes first and alone: if it is refused, this one is folded into it instead of being refused beside it.
      for (const log of logs.of(row.model_name, row.model_id)) {
        if (log.id < row.id) from.blockedBy = { heldBy: log.sync_status === 'failed' ? log.id : null };
      }
      // The creation of what this one refers to goes before it (I9): the first, where the record was removed and made anew meanwhile. The second waits
      // for the first itself, so waiting for both could mean waiting for each other.
      for (const [modelName, id] of referencesOf(context, row)) {
        const introducing = logs.of(modelName, id).filter(introduces);
        const refused = introducing.find((log) => log.sync_status === 'failed');
        if (refused) from.blockedBy = { heldBy: refused.id };
        // What is in doubt was sent before whatever has been logged since, and is said again before it: else the two could wait for each other.
        const [first] = introducing
          .filter((log) => log.sync_status === 'pending' && (row.in_doubt === 0 || log.id < row.id))
          .sort((a, b) => a.id - b.id);
        if (!first) continue;
        edges.push({ from, toLog: first.id });
        if (!nodeOfLog.has(first.id)) found.push(first.id);
      }
    }
    return found;
  }

  // Each round adds what the last one turned out to depend on; chains of references are short, so the rounds are few.
  for (let added = add(pending); added.length > 0;) added = add(readLogs(context, link(added)));
  // What was saved with one stays here with it (I10).
  for (const { transaction_id } of unsendable.values()) {
    const node = nodes.get(transaction_id ?? '');
    if (node) node.blockedBy ??= { heldBy: null };
  }
  for (const { from, toLog } of edges) {
    const to = nodeOfLog.get(toLog);
    if (to && to !== from) from.dependsOn.push(to);
  }
  return {
    candidates: [...new Set(pending.flatMap((row) => nodeOfLog.get(row.id) ?? []))],
    unsendable: [...unsendable.values()],
  };
}

function readLogs(context: StoreContext, ids: readonly number[]): LogSqlRow[] {
  if (ids.length === 0) return [];
  return context
    .prepare<LogSqlRow>('select * from sync_logs where id in (select value from json_each(?))')
    .all(JSON.stringify(ids));
}

function groupOf(context: StoreContext, transactionId: string): LogSqlRow[] {
  return context
    .prepare<LogSqlRow>(
      `select * from sync_logs where sync_status = 'pending' and transaction_id is not null and transaction_id = ?`,
    )
    .all(transactionId);
}

/** What a change needs to be there: nothing, for a delete. */
export function referencesOf(context: StoreContext, row: ClaimedRow): (readonly [modelName: string, id: string])[] {
  if (row.action === 'delete') return [];
  return referencesIn(context, row.model_name, row.record);
}

/** Model and id of everything a record refers to. */
export function referencesIn(
  context: StoreContext,
  modelName: string,
  record: RecordRow,
): (readonly [modelName: string, id: string])[] {
  return (context.models.find(modelName)?.references ?? []).flatMap(({ field, definition }) => {
    const id = record[field];
    return typeof id === 'string' ? [[definition.model, id] as const] : [];
  });
}

/** Of an open log what decides who goes before whom: most are those of the rows themselves, and a whole row has many columns. */
type OpenLog = Pick<LogSqlRow, 'id' | 'model_id' | 'action' | 'sync_status' | 'changed_fields'>;

/** The open logs of these records and of everything they refer to: two index look-ups per model, however many records. */
function openLogsOf(
  context: StoreContext,
  rows: readonly ClaimedRow[],
): { of(modelName: string, modelId: string): readonly OpenLog[] } {
  const wanted = new Map<string, Set<string>>();
  const want = (modelName: string, id: string): void => {
    wanted.set(modelName, (wanted.get(modelName) ?? new Set<string>()).add(id));
  };
  for (const row of rows) {
    want(row.model_name, row.model_id);
    for (const [modelName, id] of referencesOf(context, row)) want(modelName, id);
  }
  const logs = new Map<string, OpenLog[]>();
  for (const [modelName, ids] of wanted) {
    for (const condition of [pendingSql, unsettledSql]) {
      const found = context
        .prepare<OpenLog>(
          `select id, model_id, action, sync_status, changed_fields from sync_logs
            where ${condition} and model_name = ? and model_id in (select value from json_each(?))`,
        )
        .all(modelName, JSON.stringify([...ids]));
      for (const log of found) {
        const key = keyOf({ modelName, modelId: log.model_id });
        const list = logs.get(key);
        if (list) list.push(log);
        else logs.set(key, [log]);
      }
    }
  }
  return { of: (modelName, modelId) => logs.get(keyOf({ modelName, modelId })) ?? [] };
}
