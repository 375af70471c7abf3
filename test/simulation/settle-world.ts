import type { Master } from '../../src/master/open-master.ts';
import { perfectLine } from './line.ts';
import type { SimBranch } from './sim-branch.ts';
import type { SimTime } from './sim-time.ts';

/** So long everything may take to come to rest once the faults have stopped, in minutes of virtual time. */
const mostMinutes = 240;

/** Ends all faults and lets time pass until nothing is open, repairing what was refused as a person would. Returns false when it never comes to rest. */
export async function settleWorld(
  master: Master,
  branches: readonly SimBranch[],
  time: SimTime,
  trace: (line: string) => void,
): Promise<boolean> {
  for (const branch of branches) {
    branch.setLine(perfectLine);
    branch.faults.diskFull = false;
    branch.clockError = 0;
    branch.faults.killIn(Number.POSITIVE_INFINITY);
    if (!branch.alive) await branch.restart();
    branch.engine.pauseUntil(null);
  }
  for (let minute = 0; minute < mostMinutes; minute += 1) {
    await time.advance(60_000);
    let open = 0;
    for (const branch of branches) open += await repair(branch, trace);
    const head = await master.store.head();
    if (open === 0 && branches.every((branch) => branch.store.sync.facts().cursor === head)) return true;
  }
  return false;
}

/** What a person does about a refusal: another value, no reference, or head office's version. Returns how many logs are open. */
async function repair(branch: SimBranch, trace: (line: string) => void): Promise<number> {
  const { store } = branch;
  for (const log of store.sync.failedLogs(100)) {
    const record = store.context.findTable(log.model_name)?.find(log.model_id);
    trace(
      `${branch.name} repairs ${log.model_name} ${log.action} ${log.model_id}: ${log.error_code} ${log.error_message}`,
    );
    if (log.error_code === 'duplicate-value' && record) {
      const field = log.model_name === 'Product' ? 'sku' : 'name';
      await store.write((trx) =>
        store
          .repository(log.model_name)
          .save(trx, { id: log.model_id, [field]: `r${log.id}${branch.name}${log.model_id.slice(-6)}` }),
      );
    } else if (log.error_code !== 'group-refused') await branch.takeHeadOffice(log.id);
  }
  const { pending, syncing, failed } = store.SyncLog.getSyncLogStats();
  return pending + syncing + failed;
}
