import type { SyncFacts, SyncStore } from '../sync/sync-store.ts';
import { adoptEpoch } from './adopt-epoch.ts';
import { applyFeed } from './apply-feed.ts';
import { cleanupLogs } from './cleanup.ts';
import { countRecordsInConflict } from './conflicts/find-conflicts.ts';
import type { StoreContext } from './context.ts';
import { computeDigests } from './digests.ts';
import { readFacts, writeFact } from './facts.ts';
import { releaseLease, takeLease } from './lease.ts';
import { claimBatch } from './log/claim.ts';
import { readStats } from './log/counters.ts';
import { dueBindings, isDueSql } from './log/due.ts';
import { giveBack, putInDoubt } from './log/give-back.ts';
import { makeDue, setAside } from './log/set-aside.ts';
import { settleBatch } from './log/settle.ts';
import { searchLogs } from './log/log-search.ts';
import { findOpenLogs } from './log/unsettled.ts';
import { createRecordRanges } from '../../sqlite/record-ranges.ts';
import { logMissing, takeRecords } from './repair.ts';
import { findRefusedGroup, takeHeadOffice } from './take-head-office.ts';
import { readRuns, recordRun } from './runs.ts';
import { openChangeIds, rebaseline } from './rebaseline.ts';
import { keepTold } from './told.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface SyncStoreHooks {
  /** Told when a new difference to head office's clock has been measured, in milliseconds. */
  readonly onOffset: (milliseconds: number) => void;
}

const manySettlements = 100;

/** The store as the sync engine sees it. */
export function createSyncStore(context: StoreContext, units: UnitOfWork, hooks: SyncStoreHooks): SyncStore {
  return {
    takeLease: (owner, nowMs, untilMs) => units.change(() => takeLease(context, owner, nowMs, untilMs)),
    releaseLease: (owner) => units.change(() => releaseLease(context, owner)),
    recoverInFlight: () => putInDoubt(context, units, null),
    claim: (limits) => claimBatch(context, units, limits),
    giveBack: async (logIds) => giveBack(context, units, logIds),
    putInDoubt: async (logIds) => void putInDoubt(context, units, logIds),
    setAside: async (logIds, aside) => setAside(context, units, logIds, aside),
    makeDue: () => makeDue(context, units),
    settle: async (settlements, told) => {
      // A large answer took its time to be read, and so did sending the next batch: whoever asked meanwhile comes first.
      if (settlements.length > manySettlements) await context.yieldToOthers();
      return settleBatch(context, units, settlements, told);
    },
    hasDue: () =>
      context
        .prepare<{ id: number }>(
          `select id from sync_logs where sync_status = 'pending' and held_by is null and ${isDueSql} limit 1`,
        )
        .get(...dueBindings(new Date(context.clock.now()).toISOString())) !== undefined,
    applyFeed: (entries, next, page) => applyFeed(context, units, entries, next, page),
    // Outlives a power cut, and so do the claims before it: nothing leaves that could be forgotten to have left (I7, I18).
    nextPosition: () =>
      units.change(() => {
        const known = [...readFacts(context).positions];
        const next = context.newId();
        writeFact(context, 'positions', [...known, next]);
        return { known, next };
      }),
    settlePosition: (position) => units.change(() => keepTold(context, { position })),
    openChangeIds: () => openChangeIds(context),
    rebaseline: (installationId, receipts) => rebaseline(context, units, installationId, receipts),
    adoptEpoch: (epoch, common, versionFloor) => adoptEpoch(context, units, { epoch, common, versionFloor }),
    refusedGroup: (logId) =>
      findRefusedGroup(context, logId).map((row) => ({ modelName: row.model_name, modelId: row.model_id })),
    takeHeadOffice: (logId, held) => takeHeadOffice(context, units, logId, held),
    async takeHeadOfficeOfAll(logIds, held) {
      let givenUp = 0;
      for (const logId of logIds) {
        // One that went with another of its group leaves nothing to be given up.
        givenUp += takeHeadOffice(context, units, logId, held);
        await context.yieldToOthers();
      }
      return givenUp;
    },
    facts: () => readFacts(context),
    setFacts: (facts) =>
      units.change((trx) => {
        for (const key of Object.keys(facts) as (keyof SyncFacts)[]) {
          const value = facts[key];
          if (value !== undefined) writeFact(context, key, value);
        }
        if (typeof facts.clockOffsetMs === 'number') hooks.onOffset(facts.clockOffsetMs);
        trx.topics.add('status');
      }),
    stats: () => readStats(context),
    heldCount: () =>
      context.prepare<{ n: number }>('select count(*) as n from sync_logs where held_by is not null').get()?.n ?? 0,
    conflictCount: () => countRecordsInConflict(context),
    recordRun: (run) => units.change(() => recordRun(context, run)),
    runs: (limit) => readRuns(context, limit),
    cleanup: (days) => cleanupLogs(context, units, days),
    digests: () => computeDigests(context),
    ranges: createRecordRanges(
      context.prepare,
      context.table,
      () => ({ sql: '', bindings: [] }),
      context.yieldToOthers,
    ),
    syncedModels: () =>
      context.models.all.filter((model) => !context.isExcluded(model) && context.findTable(model.name)),
    look: ({ modelName, modelId }) => {
      const table = context.findTable(modelName);
      const record = table?.find(modelId) ?? null;
      return { model: table?.model ?? null, record, unsent: findOpenLogs(context, modelName, modelId).length > 0 };
    },
    takeRecords: (held) => takeRecords(context, units, held),
    logMissing: (missing) => logMissing(context, units, missing),
    failedLogs: (limit) => searchLogs(context, { status: 'failed' }, { limit }),
  };
}
