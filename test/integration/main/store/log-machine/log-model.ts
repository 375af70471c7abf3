import type { Action, RecordRow } from '../../../../../src/shared/record.ts';

/** An open log as the rules have it; `fields` null = the whole record. */
export interface ModelLog {
  action: Action;
  state: 'pending' | 'in doubt' | 'syncing' | 'failed';
  fields: readonly string[] | null;
  /** The content it was first sent with, which it keeps until an answer for it comes (I7, I11). */
  sent: { readonly changeId: string; readonly data: RecordRow } | undefined;
  /** It may be at head office already: sent, without an answer. */
  doubtful: boolean;
  /** Head office failed at it alone: an edit takes its place. */
  aside: boolean;
}

/** What the branch and head office must hold, told without any database: the rules of the log, once more and by themselves. */
export interface LogModel {
  readonly records: Map<string, RecordRow>;
  readonly open: Map<string, ModelLog[]>;
  /** What head office holds, field by field, and the changes that it has taken. */
  readonly headOffice: {
    readonly records: Map<string, RecordRow>;
    readonly taken: Set<string>;
    /** What each change said, also one that was refused: under the same name it must never say anything else (I7). */
    readonly heard: Map<string, string>;
  };
}

export function createLogModel(): LogModel {
  return {
    records: new Map(),
    open: new Map(),
    headOffice: { records: new Map(), taken: new Set(), heard: new Map() },
  };
}

export function openLogs(model: LogModel, id: string): ModelLog[] {
  const logs = model.open.get(id) ?? [];
  model.open.set(id, logs);
  return logs;
}

type Change = Pick<ModelLog, 'action' | 'fields'>;

/** "When a record changes again": what an open change and a newer one come to; undefined when both disappear. */
function merge(open: Change, newer: Change): Change | undefined {
  if (open.action === 'create') return newer.action === 'delete' ? undefined : { action: 'create', fields: null };
  if (newer.action === 'delete') return { action: 'delete', fields: null };
  if (open.action === 'delete' || newer.action === 'create' || open.fields === null || newer.fields === null)
    return { action: 'update', fields: null };
  return { action: 'update', fields: [...new Set([...open.fields, ...newer.fields])] };
}

/** A change of a record goes into its open log; beside one that is on its way or in doubt it gets a log of its own (I2, I11). */
export function change(model: LogModel, id: string, newer: Change): void {
  const logs = openLogs(model, id);
  const takesItUp = (log: ModelLog): boolean => log.state === 'failed' || log.state === 'pending';
  const ordinary = logs.findIndex(takesItUp);
  const at = ordinary >= 0 ? ordinary : logs.findIndex((log) => log.state === 'in doubt' && log.aside);
  const open = logs[at];
  if (!open) logs.push({ ...newer, state: 'pending', sent: undefined, doubtful: false, aside: false });
  else put(logs, at, replaced(open, newer));
}

/** As `merge`; but what head office may hold does not vanish with its removal: that goes out. */
function replaced(open: ModelLog, newer: Change): Change | undefined {
  return merge(open, newer) ?? (open.doubtful ? { action: 'delete', fields: null } : undefined);
}

/** Puts the outcome where the open log was; a delete goes to the end. */
function put(logs: ModelLog[], at: number, merged: Change | undefined): void {
  logs.splice(at, 1);
  if (!merged) return;
  const log: ModelLog = { ...merged, state: 'pending', sent: undefined, doubtful: false, aside: false };
  if (merged.action === 'delete') logs.push(log);
  else logs.splice(at, 0, log);
}

/** A log that was on its way has come back and was not taken: an edit made meanwhile is taken up into it, and it is tried again. */
export function comeBack(model: LogModel, id: string, log: ModelLog, otherwise: 'pending' | 'failed'): void {
  const logs = openLogs(model, id);
  const at = logs.indexOf(log);
  const newer = logs[at + 1];
  Object.assign(log, { sent: undefined, doubtful: false, aside: false });
  if (!newer) log.state = otherwise;
  else {
    logs.splice(at + 1, 1);
    put(logs, at, merge(log, newer));
  }
}

/** Head office has failed at this log alone: it waits in doubt, and an edit takes its place, one made meanwhile at once. */
export function putAside(model: LogModel, id: string, log: ModelLog): void {
  const logs = openLogs(model, id);
  const at = logs.indexOf(log);
  const newer = logs[at + 1];
  Object.assign(log, { state: 'in doubt', doubtful: true, aside: true });
  if (!newer) return;
  logs.splice(at + 1, 1);
  put(logs, at, replaced(log, newer));
}

/** Whether head office knew the change already; it takes each once (I7), and of an update the changed fields only. */
export function take(model: LogModel, id: string, sent: Change & { changeId: string; data: RecordRow }): void {
  const { records, taken } = model.headOffice;
  if (taken.has(sent.changeId)) return;
  taken.add(sent.changeId);
  if (sent.action === 'delete') records.delete(id);
  else {
    const { fields, data } = sent;
    const before = records.get(id);
    const kept =
      fields === null || !before ? data : Object.fromEntries(fields.map((name) => [name, data[name] ?? null]));
    records.set(id, { ...before, ...kept });
  }
}
