import type { Mutation } from './mutation.ts';

const store = (name: string): string => `test/integration/main/store/${name}.test.ts`;

/** The branch's store: the log, its merging, the feed applied. */
export const branchMutations: readonly Mutation[] = [
  {
    invariant: 'I1',
    breaks: 'a log row that cannot be written is passed over, and the record saved all the same',
    file: 'src/main/store/log/record-change.ts',
    find: 'if (change.fresh) return insertLog(context, trx, change, null);',
    replace: 'if (change.fresh) { try { return insertLog(context, trx, change, null); } catch { return; } }',
    caughtBy: [store('unit-of-work')],
  },
  {
    invariant: 'I2',
    breaks: 'the database takes two open logs of one record',
    file: 'migrations/branch/0001-create-sync-tables.ts',
    find: 'create unique index sync_logs_one_open',
    replace: 'create index sync_logs_one_open',
    caughtBy: [store('coalescing')],
  },
  {
    invariant: 'I2',
    breaks: 'an edit of a pending record does not find its open log',
    file: 'src/main/store/log/record-change.ts',
    find: "unsettled.find((row) => row.sync_status === 'failed') ?? findOpen(context, change.modelName, change.modelId)",
    replace: "unsettled.find((row) => row.sync_status === 'failed')",
    caughtBy: [store('coalescing')],
  },
  {
    invariant: 'I3',
    breaks: 'what is pulled counts as a change of this branch',
    file: 'src/main/store/apply-entry.ts',
    find: 'if (open.length === 0) applyPlain(table, entry);',
    replace: `if (open.length === 0) {
    applyPlain(table, entry);
    context.prepare("insert into sync_logs (model_name, model_id, action, sync_status, change_id, payload_version, hlc, created_at, updated_at) values (?, ?, 'create', 'pending', ?, 1, '', '', '')").run(modelName, modelId, context.newId());
  }`,
    caughtBy: [store('apply')],
  },
  {
    invariant: 'I4',
    breaks: 'a record with parts is removed without a log of its own',
    file: 'src/main/store/remove-record.ts',
    find: 'if (!context.isExcluded(model)) {',
    replace: 'if (!context.isExcluded(model) && removed === 0) {',
    caughtBy: [store('unit-of-work')],
  },
  {
    invariant: 'I7',
    breaks: 'what was sent is sent again with another content',
    file: 'src/main/store/log/unsettled.ts',
    find: "if (!sent || row.data !== null || row.sync_status === 'failed') continue;",
    replace: 'if (sent) continue;',
    caughtBy: [store('coalescing')],
  },
  {
    invariant: 'I8',
    breaks: 'what a killed process had on its way counts as never sent',
    file: 'src/main/store/sync-store.ts',
    find: 'recoverInFlight: () => putInDoubt(context, units, null, null)',
    replace:
      'recoverInFlight: () => { const ids = context.prepare<{ id: number }>("select id from sync_logs where sync_status = \'syncing\'").all().map((row) => row.id); giveBack(context, units, ids, null); return ids.length; }',
    caughtBy: [store('claim'), store('log-machine')],
  },
  {
    invariant: 'I8',
    breaks: 'two processes hold the lease at once',
    file: 'src/main/store/lease.ts',
    find: 'return changes === 1;',
    replace: 'return changes <= 1;',
    caughtBy: [store('lease')],
  },
  {
    invariant: 'I8',
    breaks: 'a time that a clock in the future has set is waited for',
    file: 'src/main/store/log/due.ts',
    find: 'const longestDelayMs = 600_000;',
    replace: 'const longestDelayMs = 600_000_000_000;',
    caughtBy: [store('claim')],
  },
  {
    invariant: 'I9',
    breaks: 'a record goes out before the one it refers to',
    file: 'src/main/store/log/claim-graph.ts',
    find: 'edges.push({ from, toLog: first.id });',
    replace: '',
    caughtBy: [store('claim')],
  },
  {
    invariant: 'I9',
    breaks: 'what waited behind a change goes on waiting when that is accepted',
    file: 'src/main/store/log/settle.ts',
    find: 'releaseUnlessRefused(context, [...sent.keys()]);',
    replace: '',
    caughtBy: [store('claim')],
  },
  {
    invariant: 'I10',
    breaks: 'a batch takes a part of a local transaction',
    file: 'src/main/store/log/claim-graph.ts',
    find: 'if (!nodes.has(transactionId)) for',
    replace: 'if (transactionId === "") for',
    caughtBy: [store('claim')],
  },
  {
    invariant: 'I10',
    breaks: 'a group of the feed is applied in two transactions',
    file: 'src/main/store/apply-feed.ts',
    find: 'slice.length >= sliceSize && !groupGoesOn',
    replace: 'slice.length >= sliceSize',
    caughtBy: [store('apply')],
  },
  {
    invariant: 'I11',
    breaks: 'an edit made while its record travels is merged into what travels',
    file: 'src/main/store/log/record-change.ts',
    find: "unsettled.find((row) => row.sync_status === 'failed')",
    replace: "unsettled.find((row) => row.sync_status === 'failed' || row.sync_status === 'syncing')",
    caughtBy: [store('coalescing')],
  },
  {
    invariant: 'I12',
    breaks: 'the cursor moves before what it covers is applied',
    file: 'src/main/store/apply-feed.ts',
    find: '  if (entries.at(-1)?.sequence !== next)',
    replace:
      "  if (entries.at(-1)?.sequence === next) units.apply(() => writeFact(context, 'cursor', next + 1));\n  else",
    caughtBy: { seeds: 20 },
  },
  {
    invariant: 'I14',
    breaks: 'what is pulled replaces an unsent edit',
    file: 'src/main/store/apply-entry.ts',
    find: 'for (const name of fields) merged[name] = local[name] ?? null;',
    replace: '',
    caughtBy: [store('apply')],
  },
  {
    invariant: 'I15',
    breaks: 'a row that comes before the one it refers to stops the pull',
    file: 'src/main/store/unit-of-work.ts',
    find: "db.pragma('foreign_keys = off');",
    replace: "db.pragma('foreign_keys = on');",
    caughtBy: [store('apply')],
  },
];
