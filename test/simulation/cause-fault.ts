import Database from 'better-sqlite3';
import type { SqliteConnection } from '../../src/sqlite/open-sqlite.ts';
import { causeCopyFault, findDesk, type CopyFault } from './copies.ts';
import { headOfficeTexts, type Typed } from './ledger.ts';
import type { Fault, Step } from './plan.ts';
import type { SimBranch } from './sim-branch.ts';
import type { SimMaster } from './sim-master.ts';
import type { World } from './world.ts';

/** Something goes wrong at a computer of the world, or is put right again. */
export async function causeFault(world: World, { target, fault, seed }: Step): Promise<void> {
  if (!fault) return;
  const desk = target < 0 ? undefined : findDesk(world, target, seed);
  if (isCopyFault(fault)) {
    if (desk) await causeCopyFault(world, target, desk, fault);
  } else await causeAt(world, target < 0 ? world.sim : desk, desk?.name ?? 'head office', fault);
}

const copyFaults: ReadonlySet<Fault['kind']> = new Set(['copy', 'put-back', 'clone', 'wipe', 'rejoin']);

function isCopyFault(fault: Fault): fault is CopyFault {
  return copyFaults.has(fault.kind);
}

async function causeAt(
  world: World,
  computer: SimMaster | SimBranch | undefined,
  name: string,
  fault: Exclude<Fault, CopyFault>,
): Promise<void> {
  if (!computer) return;
  const { sim, time, trace } = world;
  if (fault.kind === 'kill') computer.kill();
  else if (fault.kind === 'kill-in') {
    computer.faults.killIn(fault.statements);
    trace(`${name} will die at statement ${fault.statements}`);
  } else if (fault.kind === 'clock') {
    // Head office's clock is the one that people correct: it goes wrong by minutes, not by years.
    computer.clockError =
      computer === sim ? Math.sign(fault.error) * Math.min(Math.abs(fault.error), 300_000) : fault.error;
    trace(`${name} clock off by ${computer.clockError} ms`);
  } else if (fault.kind === 'disk-full') {
    computer.faults.diskFull = fault.full;
    trace(`${name} disk full: ${fault.full}`);
  } else if (fault.kind === 'skip') {
    time.skip(fault.milliseconds);
    trace(`everything is off for ${fault.milliseconds / 3_600_000} hours`);
  } else if (fault.kind === 'backup') {
    world.backup = sim.disk.copy();
    trace('head office copied');
  } else if (fault.kind === 'restore') {
    if (!world.backup) return;
    forgetUnshown(world);
    await sim.restore(world.backup, fault.told);
  } else if (fault.kind === 'upgrade') {
    if (computer.version === 1) await computer.upgrade(2, fault.killedAt);
  } else if ('setLine' in computer) {
    computer.setLine(fault.faults);
    trace(`${name} line ${JSON.stringify(fault.faults)}`);
  }
}

/**
 * Only what somebody's own screen shows comes back when head office is put back to an older copy: it cannot know what others had replaced since, nor what it had
 * typed itself and told nobody yet. The same holds for a copy of a branch that is put back later.
 */
function forgetUnshown(world: World): void {
  const { sim, ledger, copies, branches, clones } = world;
  const running = [...branches, ...clones.filter((clone) => !clone.putAway).map((clone) => clone.branch)];
  const screens = new Map(running.map((branch) => [branch.name, branch]));
  ledger.forget((typed) => {
    const branch = screens.get(typed.author);
    if (branch === undefined) return false;
    // The word that somebody else has replaced it may arrive after head office has lost both: then nobody holds it any more.
    const replaced =
      branch.hearsMore && !isShown(branch, sim.disk.db, typed) && headOfficeTexts(sim).includes(typed.value);
    return replaced || !isShown(branch, branch.store.context.db, typed);
  });
  // What was typed at head office itself, or at a copy that is switched off, nobody holds.
  ledger.forget((typed) => !screens.has(typed.author));
  for (const [branch, { image, typed }] of copies) {
    const db = new Database(image);
    const shown = [...typed].filter(([, one]) => one.author === branch.name && isShown(branch, db, one));
    copies.set(branch, { image, typed: new Map(shown) });
    db.close();
  }
}

function isShown({ store }: SimBranch, db: SqliteConnection, typed: Typed): boolean {
  const { modelName, modelId, field, value } = typed;
  const table = store.models.get(modelName).table;
  // One that is older than the branch has no such table or column.
  if (db.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, field) === undefined) return false;
  return db.prepare<[string], unknown>(`select ${field} from ${table} where id = ?`).pluck().get(modelId) === value;
}
