import type { Prepare } from '../../../sqlite/statement-cache.ts';

/** More than this are not remembered: a part of an id that says so little is not looked for twice. */
const mostRemembered = 20_000;

interface Remembered {
  readonly part: string;
  /** Of every row up to `upTo` whose record's id holds the part; some of them may be gone. */
  readonly logs: readonly number[];
  readonly upTo: number;
}

/** Finds logs by a part of their record's id that is not its start. */
export interface PartsOfIds {
  /**
   * The logs of records whose id holds `part` (lower case); some of them may be gone. The first time every id of the log is read; the same part again, or a longer
   * one around it, costs what was found and what was logged since.
   */
  find(part: string): readonly number[];
}

/**
 * What was found for a part stays true of the rows that were read for it: a log never changes its record, and ids are given in order and never twice, also by
 * other processes. So rows that came since are read, rows that went are left for the caller's query to miss, and nothing has to be forgotten.
 */
export function createPartsOfIds(prepare: Prepare, inTransaction: () => boolean): PartsOfIds {
  let last: Remembered | null = null;

  function narrow(known: Remembered, part: string): readonly number[] {
    if (known.part === part) return known.logs;
    return prepare<{ id: number }>(
      `select id from sync_logs not indexed where id in (select value from json_each(?)) and instr(model_id, ?) > 0`,
    )
      .all(JSON.stringify(known.logs), part)
      .map((row) => row.id);
  }

  function readFrom(after: number, part: string): number[] {
    const source = after === 0 ? 'indexed by sync_logs_model_id' : 'not indexed';
    return prepare<{ id: number }>(`select id from sync_logs ${source} where id > ? and instr(model_id, ?) > 0`)
      .all(after, part)
      .map((row) => row.id);
  }

  return {
    find(part) {
      const known = last !== null && part.includes(last.part) ? last : null;
      const after = known?.upTo ?? 0;
      // Looked up before the rows are read: what another process logs meanwhile is read again next time, and found once.
      const newest = prepare<{ id: number | null }>('select max(id) as id from sync_logs').get()?.id ?? 0;
      const logs = [...new Set([...(known ? narrow(known, part) : []), ...readFrom(after, part)])];
      // What a transaction sees may be rolled back, and its ids given again.
      const keep = !inTransaction() && logs.length <= mostRemembered;
      last = keep ? { part, logs, upTo: Math.max(after, newest) } : null;
      return logs;
    },
  };
}
