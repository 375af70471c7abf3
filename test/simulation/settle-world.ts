import type { Store } from '../../src/main/store/open-store.ts';
import { SyncLogError } from '../../src/shared/errors.ts';
import type { RecordRow } from '../../src/shared/record.ts';
import { findRefusedForVersion } from './checks.ts';
import { everyInstallation, isStopped, wasCopied, type Clone } from './copies.ts';
import { poisonedFields } from './defect.ts';
import type { Ledger } from './ledger.ts';
import { perfectLine } from './line.ts';
import type { SimBranch } from './sim-branch.ts';
import type { World } from './world.ts';

/** So long everything may take to come to rest once the faults have stopped, in minutes of virtual time. */
const mostMinutes = 240;

/** Longer than a sync that nobody asks for lets wait. */
const headOfficeLateMs = 400_000;

/** Ends all faults and lets time pass until nothing is open, repairing what was refused as a person would. Returns false when it never comes to rest. */
export async function settleWorld(world: World): Promise<boolean> {
  const { sim, branches, time } = world;
  sim.clockError = 0;
  sim.faults.diskFull = false;
  sim.faults.killIn(Number.POSITIVE_INFINITY);
  if (!sim.alive) await sim.restart();
  for (const branch of everyInstallation(world)) {
    branch.setLine(perfectLine);
    branch.faults.diskFull = false;
    branch.clockError = 0;
    branch.faults.killIn(Number.POSITIVE_INFINITY);
    if (!branch.alive) await branch.restart();
    branch.engine.pauseUntil(null);
  }
  await upgradeAll(world);
  world.trace('the faults have stopped');
  for (let minute = 0; minute < mostMinutes; minute += 1) {
    await time.advance(60_000);
    let open = 0;
    for (const branch of branches) open += await repair(world, branch);
    for (const clone of world.clones.filter((one) => !one.putAway)) open += await putAway(world, clone);
    for (const branch of branches) if (isStopped(branch)) reconnect(world, branch);
    const head = await sim.master.store.head();
    const rested = (branch: SimBranch): boolean => branch.store.sync.facts().cursor === head && !isStopped(branch);
    if (open === 0 && branches.every(rested)) return true;
  }
  return false;
}

/** Where anybody has the newer version, everybody gets it: head office first, as it should be, or late, so that every branch has to wait for it. */
async function upgradeAll(world: World): Promise<void> {
  const { sim, branches, time } = world;
  const installations = everyInstallation(world);
  if ([sim, ...installations].every((computer) => computer.version === 1)) return;
  const late = branches[0]?.version === 2;
  if (!late && sim.version === 1) await sim.upgrade(2, undefined);
  for (const branch of installations) if (branch.version === 1) await branch.upgrade(2, undefined);
  if (!late || sim.version === 2) return;
  await time.advance(headOfficeLateMs);
  await sim.upgrade(2, undefined);
}

/** A branch that stopped because histories had parted says so. Where somebody copied it a person lets it rejoin (I18); elsewhere they look, and try once more. */
function reconnect(world: World, branch: SimBranch): void {
  if (world.clones.some((one) => one.original === branch && !one.putAway)) return;
  if (wasCopied(world, branch)) branch.rejoin();
  else branch.engine.request('person');
}

/** A copy that was started beside its original sends what was typed at it, and is switched off for good. Returns how much it still has. */
async function putAway(world: World, clone: Clone): Promise<number> {
  const open = await repair(world, clone.branch);
  if (open > 0) {
    if (isStopped(clone.branch)) clone.branch.rejoin();
    return open;
  }
  clone.putAway = true;
  clone.branch.kill();
  world.trace(`${clone.branch.name} is put away`);
  return 0;
}

/** What a person does about a refusal: another value, or head office's version. Returns how many logs are open. */
async function repair({ sim, trace, ledger }: World, branch: SimBranch): Promise<number> {
  const refused = findRefusedForVersion(branch);
  if (refused !== undefined) throw new Error(refused);
  const { store } = branch;
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
  if (sim.defect) await replacePoison(ledger, branch);
  const { pending, syncing, failed } = store.SyncLog.getSyncLogStats();
  return pending + syncing + failed;
}

/** Head office fails at some values for ever: whoever sees that such a change stays types another one. */
async function replacePoison(ledger: Ledger, { name, store }: SimBranch): Promise<void> {
  for (const {
    error_code: code,
    model_name: modelName,
    model_id: modelId,
    changed_fields: changed,
  } of store.SyncLog.getAllPending()) {
    const record = code === null ? undefined : store.context.findTable(modelName)?.find(modelId);
    const fields = record ? poisonedFields(record, changed) : [];
    if (fields.length === 0) continue;
    const values = Object.fromEntries(fields.map((field) => [field, ledger.token()]));
    await saveRepaired(store, modelName, { id: modelId, ...values });
    ledger.saved(name, modelName, modelId, values);
  }
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
export async function describeUnrest(world: World): Promise<string> {
  const { sim } = world;
  // What was put away has nothing to say any more.
  const running = everyInstallation(world).filter((branch) => branch.alive);
  const open = running.map((branch) => {
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
