import { conflictModelName } from '../../src/shared/protocol/conflict.ts';
import { statementCacheOf } from '../../src/sqlite/statement-cache.ts';
import type { SqliteConnection } from '../../src/sqlite/open-sqlite.ts';
import type { SimBranch } from './sim-branch.ts';
import type { SimMaster } from './sim-master.ts';

/** A value that somebody typed. */
export interface Typed {
  readonly author: string;
  readonly modelName: string;
  readonly modelId: string;
  readonly field: string;
  readonly value: string;
  /** All but the value, as one text. */
  readonly where: string;
}

/** What people typed and were told was saved. Every value is typed once in the life of a world, so it can be found wherever it went. */
export interface Ledger {
  /** A value nobody has typed before. */
  token(): string;
  /** A save was confirmed to the person: from now on these values may not vanish. */
  saved(author: string, modelName: string, modelId: string, values: Readonly<Record<string, unknown>>): void;
  /** The person removed the record, and with it what they had typed into it. */
  removed(author: string, modelName: string, modelId: string): void;
  /** Asks no more for what the test says is gone for a good reason. */
  forget(isGone: (typed: Typed) => boolean): void;
  /** Asks for this value again. */
  remember(typed: Typed): void;
  /** The newest values of each author, by where they were typed. */
  readonly typed: ReadonlyMap<string, Typed>;
}

const isToken = /^t\d+\.$/;

export function createLedger(): Ledger {
  let counter = 0;
  const typed = new Map<string, Typed>();
  return {
    typed,
    token() {
      counter += 1;
      return `t${counter}.`;
    },
    saved(author, modelName, modelId, values) {
      for (const [field, value] of Object.entries(values)) {
        if (typeof value !== 'string' || !isToken.test(value)) continue;
        const where = `${author}|${modelName}|${modelId}|${field}`;
        typed.set(where, { author, modelName, modelId, field, value, where });
      }
    },
    forget(isGone) {
      for (const one of typed.values()) if (isGone(one)) typed.delete(one.where);
    },
    remember: (one) => void typed.set(one.where, one),
    removed(author, modelName, modelId) {
      for (const key of typed.keys()) if (key.startsWith(`${author}|${modelName}|${modelId}|`)) typed.delete(key);
    },
  };
}

const texts = (db: SqliteConnection, sql: string): unknown[] => statementCacheOf(db)<unknown>(sql).pluck().all();

/** All that head office was ever told, current and past, winners and losers. */
export function headOfficeTexts({ disk }: SimMaster): string {
  return [...texts(disk.db, 'select data from feed'), ...texts(disk.db, 'select note from conflicts')].join('\n');
}

/**
 * The first value that somebody typed and that is nowhere any more (I16): neither did head office ever hold it, nor is it kept as the loser of a conflict, nor
 * among what a person gave up.
 * @param putAway copies that were switched off: only what a person gave up there counts, because everything else has to be known elsewhere
 */
export function findLostValue(
  ledger: Ledger,
  sim: SimMaster,
  branches: readonly SimBranch[],
  putAway: readonly SimBranch[],
): string | undefined {
  const kept = [
    headOfficeTexts(sim),
    ...branches.flatMap((branch) => texts(branch.store.context.db, 'select content from sync_conflicts')),
    ...putAway.flatMap((copy) =>
      texts(copy.store.context.db, `select content from sync_conflicts where kind = 'given-up'`),
    ),
  ].join('\n');
  for (const { where, value } of ledger.typed.values()) {
    if (!kept.includes(value)) return `what was typed is lost: ${value} by ${where}`;
  }
  return undefined;
}

interface ConfirmedRow {
  readonly model_name: string;
  readonly model_id: string;
  readonly change_id: string;
  readonly sequence: number | null;
  readonly version: number | null;
}

/** A version that head office gave twice or left out, or a confirmation that it knows nothing of (I7). */
export function findUntruth(sim: SimMaster, branches: readonly SimBranch[]): string | undefined {
  const odd = statementCacheOf(sim.disk.db)<{ model_name: string; model_id: string; version: number }>(
    `select * from (select model_name, model_id, version, row_number() over (partition by model_name, model_id order by sequence) as n from feed where model_name <> '${conflictModelName}')
        where n <> version limit 1`,
  ).get();
  // A copy that was put back has forgotten receipts, and counts versions on from a new floor.
  if (sim.restores > 0) return undefined;
  if (odd) return `head office gave version ${odd.version} of ${odd.model_name} ${odd.model_id} out of turn`;
  const receipt = statementCacheOf(sim.disk.db)<{ sequence: number; version: number }>(
    'select sequence, version from receipts where branch_id = ? and change_id = ?',
  );
  for (const branch of branches) {
    // Read past the process, because a copy that was switched off has none.
    const confirmed = statementCacheOf(branch.store.context.db)<ConfirmedRow>(
      `select model_name, model_id, change_id, receipt ->> 'sequence' as sequence, receipt ->> 'version' as version
        from sync_logs where sync_status = 'completed'`,
    );
    for (const log of confirmed.iterate()) {
      const theirs = receipt.get(branch.branchId, log.change_id);
      if (theirs?.sequence !== log.sequence || theirs?.version !== log.version)
        return `${branch.name} was told that ${log.model_name} ${log.model_id} is confirmed as ${log.sequence}, version ${log.version}, head office says ${JSON.stringify(theirs)}`;
    }
  }
  return undefined;
}

/** A conflict that a branch whose value is in it was not told of, or was told otherwise than head office has it (I16). */
export function findUntoldConflict(sim: SimMaster, branches: readonly SimBranch[]): string | undefined {
  const conflicts = statementCacheOf(sim.disk.db)<{ id: string; told: string; resolved_at: string | null }>(
    'select id, told, resolved_at from conflicts',
  ).all();
  for (const branch of branches) {
    const known = new Map(
      statementCacheOf(branch.store.context.db)<{ id: string; state: string }>('select id, state from sync_conflicts')
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
