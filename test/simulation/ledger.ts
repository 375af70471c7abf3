import { conflictModelName } from '../../src/shared/protocol/conflict.ts';
import type { SqliteConnection } from '../../src/sqlite/open-sqlite.ts';
import type { SimBranch } from './sim-branch.ts';
import type { SimMaster } from './sim-master.ts';

/** What people typed and were told was saved. Every value is typed once in the life of a world, so it can be found wherever it went. */
export interface Ledger {
  /** A value nobody has typed before. */
  token(): string;
  /** A save was confirmed to the person: from now on these values may not vanish. */
  saved(author: string, modelName: string, modelId: string, values: Readonly<Record<string, unknown>>): void;
  /** The person removed the record, and with it what they had typed into it. */
  removed(author: string, modelName: string, modelId: string): void;
  /** Asks no more for what the test says is gone for a good reason. */
  forget(isGone: (author: string, modelName: string, modelId: string, field: string, value: string) => boolean): void;
  /** The newest values of each author, by where they were typed. */
  readonly typed: ReadonlyMap<string, string>;
}

const isToken = /^t\d+\.$/;

export function createLedger(): Ledger {
  let counter = 0;
  const typed = new Map<string, string>();
  return {
    typed,
    token() {
      counter += 1;
      return `t${counter}.`;
    },
    saved(author, modelName, modelId, values) {
      for (const [field, value] of Object.entries(values)) {
        if (typeof value === 'string' && isToken.test(value))
          typed.set(`${author}|${modelName}|${modelId}|${field}`, value);
      }
    },
    forget(isGone) {
      for (const [key, value] of typed) {
        const [author = '', modelName = '', modelId = '', field = ''] = key.split('|');
        if (isGone(author, modelName, modelId, field, value)) typed.delete(key);
      }
    },
    removed(author, modelName, modelId) {
      for (const key of typed.keys()) if (key.startsWith(`${author}|${modelName}|${modelId}|`)) typed.delete(key);
    },
  };
}

/**
 * The first value that somebody typed and that is nowhere any more (I16): neither did head office ever hold it, nor is it kept as the loser of a conflict, nor
 * among what a person gave up.
 */
export function findLostValue(ledger: Ledger, sim: SimMaster, branches: readonly SimBranch[]): string | undefined {
  const texts = (db: SqliteConnection, sql: string): unknown[] => db.prepare<[], unknown>(sql).pluck().all();
  const kept = [
    ...texts(sim.disk.db, 'select data from feed'),
    ...texts(sim.disk.db, 'select note from conflicts'),
    ...branches.flatMap((branch) => texts(branch.store.context.db, 'select content from sync_conflicts')),
  ].join('\n');
  for (const [where, value] of ledger.typed) {
    if (!kept.includes(value)) return `what was typed is lost: ${value} by ${where}`;
  }
  return undefined;
}

/** A version that head office gave twice or left out, or a confirmation that it knows nothing of (I7). */
export function findUntruth(sim: SimMaster, branches: readonly SimBranch[]): string | undefined {
  const odd = sim.disk.db
    .prepare<[], { model_name: string; model_id: string; version: number }>(
      `select * from (select model_name, model_id, version, row_number() over (partition by model_name, model_id order by sequence) as n from feed where model_name <> '${conflictModelName}')
        where n <> version limit 1`,
    )
    .get();
  // A copy that was put back has forgotten receipts, and counts versions on from a new floor.
  if (sim.restores > 0) return undefined;
  if (odd) return `head office gave version ${odd.version} of ${odd.model_name} ${odd.model_id} out of turn`;
  const receipt = sim.disk.db.prepare<[string, string], { sequence: number; version: number }>(
    'select sequence, version from receipts where branch_id = ? and change_id = ?',
  );
  for (const branch of branches) {
    for (const log of branch.store.SyncLog.search({ status: 'completed' }, { limit: 100_000 })) {
      const theirs = receipt.get(branch.branchId, log.change_id);
      if (theirs?.sequence !== log.receipt?.sequence || theirs?.version !== log.receipt?.version)
        return `${branch.name} was told that ${log.model_name} ${log.model_id} is confirmed as ${JSON.stringify(log.receipt)}, head office says ${JSON.stringify(theirs)}`;
    }
  }
  return undefined;
}

/** A conflict that a branch whose value is in it was not told of, or was told otherwise than head office has it (I16). */
export function findUntoldConflict(sim: SimMaster, branches: readonly SimBranch[]): string | undefined {
  const conflicts = sim.disk.db
    .prepare<[], { id: string; told: string; resolved_at: string | null }>(
      'select id, told, resolved_at from conflicts',
    )
    .all();
  for (const branch of branches) {
    const known = new Map(
      branch.store.context.db
        .prepare<[], { id: string; state: string }>('select id, state from sync_conflicts')
        .all()
        .map((row) => [row.id, row.state]),
    );
    for (const { id, told, resolved_at: resolvedAt } of conflicts.filter((row) => row.told.includes(branch.branchId))) {
      const state = known.get(id);
      if (state === undefined) return `${branch.name} was never told of conflict ${id} (${told})`;
      if (resolvedAt !== null && state === 'open') return `${branch.name} was not told that conflict ${id} is decided`;
    }
  }
  return undefined;
}
