import fc from 'fast-check';
import { expect } from 'vitest';
import type { Batch, Settlement } from '../../../../../src/main/sync/sync-store.ts';
import type { Store } from '../../../../../src/main/store/open-store.ts';
import { setAside } from '../../../../support/set-aside.ts';
import { findMiscountedBlock } from '../../../../support/miscounted-block.ts';
import { change, comeBack, openLogs, putAside, take, type LogModel, type ModelLog } from './log-model.ts';

/** The branch that is tried: its store, which a restart replaces, and the batch that is on its way. */
export interface Real {
  store: Store;
  readonly reopen: () => Promise<Store>;
  travelling: Batch | undefined;
}

export type LogCommand = fc.AsyncCommand<LogModel, Real>;
type Item = Batch['items'][number];

const customers = [1, 2, 3].map((n) => `019ab000-0000-7000-8000-00000000000${n}`);
const fields = ['name', 'phone', 'notes'] as const;

/** The logs as they lie in the table are the ones that the rules say, in their order. */
function compare(model: LogModel, real: Real): void {
  const rows = real.store.context
    .prepare<{
      model_id: string;
      action: string;
      sync_status: string;
      in_doubt: number;
      changed_fields: string | null;
    }>(`select * from sync_logs where sync_status <> 'completed' order by id`)
    .all();
  for (const id of customers) {
    const found = rows
      .filter((row) => row.model_id === id)
      .map((row) => ({
        action: row.action,
        state: row.sync_status === 'pending' && row.in_doubt === 1 ? 'in doubt' : row.sync_status,
        fields: row.changed_fields === null ? null : (JSON.parse(row.changed_fields) as string[]).toSorted(),
      }));
    const expected = openLogs(model, id).map(({ action, state, fields: names }) => ({
      action,
      state,
      fields: names && [...names].toSorted(),
    }));
    expect(found).toEqual(expected);
  }
  const { total: _total, completed: _completed, ...counted } = real.store.SyncLog.getSyncLogStats();
  const count = (status: string): number => rows.filter((row) => row.sync_status === status).length;
  expect(counted).toEqual({ pending: count('pending'), syncing: count('syncing'), failed: count('failed') });
  expect(findMiscountedBlock(real.store)).toBeUndefined();
}

/** Lets the rules and the store do the same, and compares. */
function command(
  name: string,
  act: (model: LogModel, real: Real) => Promise<void>,
  possible: (model: Readonly<LogModel>) => boolean = () => true,
): LogCommand {
  return {
    check: possible,
    toString: () => name,
    async run(model, real) {
      await act(model, real);
      compare(model, real);
    },
  };
}

const save = (which: number, values: Readonly<Record<string, string>>): LogCommand => {
  const id = customers[which] ?? '';
  return command(`save ${which} ${JSON.stringify(values)}`, async (model, { store }) => {
    const before = model.records.get(id);
    const given = before ? values : { name: 'new', phone: '', notes: '', ...values };
    await store.write((trx) => store.repository('Customer').save(trx, { id, ...given }));
    const after = store.repository('Customer').find(id);
    if (!after) throw new Error(`${id} is not there after it was saved`);
    model.records.set(id, after);
    const changed = fields.filter((name) => before?.[name] !== after[name]);
    if (!before) change(model, id, { action: 'create', fields: null });
    else if (changed.length > 0) change(model, id, { action: 'update', fields: changed });
  });
};

const remove = (which: number): LogCommand => {
  const id = customers[which] ?? '';
  return command(
    `remove ${which}`,
    async (model, { store }) => {
      await store.write((trx) => store.repository('Customer').remove(trx, id));
      model.records.delete(id);
      change(model, id, { action: 'delete', fields: null });
    },
    (model) => model.records.has(id),
  );
};

const claim = (maxChanges: number): LogCommand =>
  command(`claim ${maxChanges}`, async (model, real) => {
    if (real.travelling) return;
    real.travelling = (await real.store.sync.claim({ maxChanges, maxBytes: 1_000_000 })) ?? undefined;
    for (const { change: sent } of real.travelling?.items ?? []) {
      // The oldest of a record goes first, and says what it said when it was sent before (I7, I11).
      const [log] = openLogs(model, sent.modelId);
      if (log?.sent) expect({ changeId: sent.changeId, data: sent.data }).toEqual(log.sent);
      expect(log?.action).toBe(sent.action);
      if (!log) continue;
      log.state = 'syncing';
      log.sent = { changeId: sent.changeId, data: sent.data };
    }
  });

/** Ends the journey of the batch. */
function ending(name: string, end: (model: LogModel, real: Real, items: readonly Item[]) => Promise<void>): LogCommand {
  return command(name, async (model, real) => {
    if (!real.travelling) return;
    const { items } = real.travelling;
    real.travelling = undefined;
    await end(model, real, items);
  });
}

const logOf = (model: LogModel, item: Item): ModelLog => {
  const log = openLogs(model, item.change.modelId).find(({ sent }) => sent?.changeId === item.change.changeId);
  if (!log) throw new Error(`no log of the rules was sent as ${item.change.changeId}`);
  return log;
};

/** Whatever arrives under a name that was heard before says the same as then. */
function hear({ headOffice: { heard } }: LogModel, { change: sent }: Item): void {
  const says = JSON.stringify([sent.action, sent.changedFields, sent.data]);
  expect(says).toBe(heard.get(sent.changeId) ?? says);
  heard.set(sent.changeId, says);
}

function accept(model: LogModel, item: Item): Settlement {
  const { logId, change: sent } = item;
  hear(model, item);
  const status = model.headOffice.taken.has(sent.changeId) ? 'duplicate' : 'applied';
  take(model, sent.modelId, { ...sent, fields: sent.changedFields });
  const receipt = { sequence: model.headOffice.taken.size, version: 1, confirmed_at: '2026-11-23T08:00:00.000Z' };
  return { logId, accepted: true, status, receipt };
}

/** @param refusals whether head office refuses the item at that place; what it has taken before it does not refuse any more */
const answer = (refusals: readonly boolean[]): LogCommand =>
  ending(`answer, refusing ${refusals.join()}`, async (model, real, items) => {
    const settlements = items.map((item, index): Settlement => {
      const refused = refusals[index] === true && !model.headOffice.taken.has(item.change.changeId);
      if (!refused) return accept(model, item);
      hear(model, item);
      return { logId: item.logId, accepted: false, code: 'invalid-record', message: 'No.' };
    });
    await real.store.sync.settle(settlements);
    items.forEach((item, index) => {
      const log = logOf(model, item);
      const logs = openLogs(model, item.change.modelId);
      if (settlements[index]?.accepted === true) logs.splice(logs.indexOf(log), 1);
      else comeBack(model, item.change.modelId, log, 'failed');
    });
  });

/** @param taken whether the request arrived and only the answer was lost */
const lose = (taken: boolean): LogCommand =>
  ending(taken ? 'lose the answer' : 'lose the request', async (model, real, items) => {
    if (taken) for (const item of items) accept(model, item);
    await real.store.sync.putInDoubt(items.map((item) => item.logId));
    for (const item of items) Object.assign(logOf(model, item), { state: 'in doubt', doubtful: true });
  });

const crash = (taken: boolean): LogCommand =>
  command(taken ? 'crash after it arrived' : 'crash', async (model, real) => {
    const items = real.travelling?.items ?? [];
    real.travelling = undefined;
    if (taken) for (const item of items) accept(model, item);
    real.store = await real.reopen();
    real.store.sync.recoverInFlight();
    for (const item of items) Object.assign(logOf(model, item), { state: 'in doubt', doubtful: true });
  });

/** Head office fails at it, though it stands alone. @param taken whether it has taken it all the same */
const failAlone = (taken: boolean): LogCommand =>
  ending(taken ? 'fail alone after it arrived' : 'fail alone', async (model, real, items) => {
    if (taken) for (const item of items) accept(model, item);
    await setAside(real.store, { items, bytes: 0 }, 0);
    for (const item of items) putAside(model, item.change.modelId, logOf(model, item));
  });

/** No byte has left: as if it had never been tried, but for what was in doubt before (I8). */
const beRefused = ending('be refused the connection', async (model, real, items) => {
  await real.store.sync.giveBack(items.map((item) => item.logId));
  for (const item of items) {
    const log = logOf(model, item);
    if (log.doubtful) log.state = 'in doubt';
    else comeBack(model, item.change.modelId, log, 'pending');
  }
});

const retryAll = command('retry all', async (model, real) => {
  real.store.SyncLog.retry(real.store.SyncLog.refusedIds({}));
  for (const logs of model.open.values()) for (const log of logs) if (log.state === 'failed') log.state = 'pending';
});

const which = fc.nat(customers.length - 1);
const value = fc.constantFrom('a', 'b', 'c');
const often = <T>(...several: T[]): T[] => [...several, ...several];

/** What may happen, the ordinary more often than the rest. */
export const logCommands: fc.Arbitrary<LogCommand>[] = [
  ...often(
    fc
      .tuple(which, fc.record({ name: value, phone: value, notes: value }, { requiredKeys: [] }))
      .map(([id, values]) => save(id, values)),
    fc.constantFrom(1, 2, 3).map(claim),
    fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }).map(answer),
  ),
  which.map(remove),
  fc.boolean().map(lose),
  fc.boolean().map(crash),
  fc.boolean().map(failAlone),
  fc.constant(beRefused),
  fc.constant(retryAll),
];

/** Everything is answered, and nothing refused any more. */
export async function drain(model: LogModel, real: Real): Promise<void> {
  const rounds = [crash(true), retryAll, claim(3), answer([])];
  do for (const round of rounds) await round.run(model, real);
  while ([...model.open.values()].some((logs) => logs.length > 0));
}
