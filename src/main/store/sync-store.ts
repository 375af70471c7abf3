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

/** The store as the sync engine sees it. */
export function createSyncStore(context: StoreContext, units: UnitOfWork, hooks: SyncStoreHooks): SyncStore {
  const iso = (milliseconds: number | undefined): string | null =>
    milliseconds === undefined ? null : new Date(milliseconds).toISOString();
  return {
    takeLease: (owner, nowMs, untilMs) => units.change(() => takeLease(context, owner, nowMs, untilMs)),
    releaseLease: (owner) => units.change(() => releaseLease(context, owner)),
    recoverInFlight: () => putInDoubt(context, units, null, null),
    claim: async (limits) => {
      await context.yieldToOthers();
      return claimBatch(context, units, limits);
    },
    giveBack: async (logIds, notBeforeMs) => giveBack(context, units, logIds, iso(notBeforeMs)),
    putInDoubt: async (logIds, notBeforeMs) => void putInDoubt(context, units, logIds, iso(notBeforeMs)),
    settle: async (settlements, told) => settleBatch(context, units, settlements, told),
    countDue: () =>
      context
        .prepare<{ n: number }>(
          `select count(*) as n from sync_logs where sync_status = 'pending' and held_by is null and ${isDueSql}`,
        )
        .get(...dueBindings(new Date(context.clock.now()).toISOString()))?.n ?? 0,
    applyFeed: (entries, next, page) => applyFeed(context, units, entries, next, page),
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
    adoptEpoch: (epoch, common) => adoptEpoch(context, units, epoch, common),
    refusedGroup: (logId) =>
      findRefusedGroup(context, logId).map((row) => ({ modelName: row.model_name, modelId: row.model_id })),
    takeHeadOffice: (logId, held) => takeHeadOffice(context, units, logId, held),
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
