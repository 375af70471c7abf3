import type { Store } from '../../src/main/store/open-store.ts';
import { SyncLogError } from '../../src/shared/errors.ts';
import type { RecordRow } from '../../src/shared/record.ts';
import { perfectLine } from './line.ts';
import type { SimBranch } from './sim-branch.ts';
import type { World } from './world.ts';

/** So long everything may take to come to rest once the faults have stopped, in minutes of virtual time. */
const mostMinutes = 240;

/** Ends all faults and lets time pass until nothing is open, repairing what was refused as a person would. Returns false when it never comes to rest. */
export async function settleWorld(world: World): Promise<boolean> {
  const { sim, branches, time } = world;
  sim.clockError = 0;
  sim.faults.diskFull = false;
  sim.faults.killIn(Number.POSITIVE_INFINITY);
  if (!sim.alive) await sim.restart();
  for (const branch of branches) {
    branch.setLine(perfectLine);
    branch.faults.diskFull = false;
    branch.clockError = 0;
    branch.faults.killIn(Number.POSITIVE_INFINITY);
    if (!branch.alive) await branch.restart();
    branch.engine.pauseUntil(null);
  }
  world.trace('the faults have stopped');
  for (let minute = 0; minute < mostMinutes; minute += 1) {
    await time.advance(60_000);
    let open = 0;
    for (const branch of branches) open += await repair(world, branch);
    const head = await sim.master.store.head();
    if (open === 0 && branches.every((branch) => branch.store.sync.facts().cursor === head)) return true;
  }
  return false;
}

/** What a person does about a refusal: another value, or head office's version. Returns how many logs are open. */
async function repair({ trace, ledger }: World, branch: SimBranch): Promise<number> {
  const { store } = branch;
  // A branch that stopped because histories had parted says so; the person looks, and tries once more.
  if (store.sync.facts().connection.state === 'branch-rewound') branch.engine.request('person');
  for (const {
    id,
    model_name: modelName,
    model_id: modelId,
    action,
    error_code: code,
    error_message: why,
  } of store.sync.failedLogs(100)) {
    const record = store.context.findTable(modelName)?.find(modelId);
    trace(`${branch.name} repairs ${modelName} ${action} ${modelId}: ${code} ${why}`);
    if (code === 'duplicate-value' && record) {
      const field = modelName === 'Product' ? 'sku' : 'name';
      const values = { [field]: ledger.token() };
      await saveRepaired(store, modelName, { id: modelId, ...values });
      ledger.saved(branch.name, modelName, modelId, values);
    } else if (code !== 'group-refused') await branch.takeHeadOffice(id);
  }
  const { pending, syncing, failed } = store.SyncLog.getSyncLogStats();
  return pending + syncing + failed;
}

/** As a person saves a repair: what it refers to may have been deleted at head office meanwhile, and then the form says at which field (I15). */
async function saveRepaired(store: Store, modelName: string, values: RecordRow): Promise<void> {
  try {
    await store.write((trx) => store.repository(modelName).save(trx, values));
  } catch (error) {
    if (!(error instanceof SyncLogError) || error.code !== 'missing-reference' || error.field === undefined)
      throw error;
    await saveRepaired(store, modelName, { ...values, [error.field]: null });
  }
}

/** What is still open, for the report of a world that never came to rest. */
export async function describeUnrest({ sim, branches }: World): Promise<string> {
  const open = branches.map((branch) => {
    const logs = branch.store.SyncLog.search({}, { limit: 1000 }).filter((row) => row.sync_status !== 'completed');
    const shown = logs
      .slice(0, 5)
      .map(
        (row) =>
          `  ${row.id} ${row.action} ${row.model_name} ${row.model_id} ${row.sync_status} held by ${row.held_by} ${row.error_code ?? ''}`,
      );
    const { cursor, connection, lastError } = branch.store.sync.facts();
    return [
      `${branch.name}: ${logs.length} open, cursor ${cursor}, ${connection.state}, ${lastError?.message ?? ''}`,
      ...shown,
    ].join('\n');
  });
  return `never came to rest (head ${await sim.master.store.head()})\n${open.join('\n')}`;
}
