import type { Step } from './plan.ts';
import type { World } from './world.ts';

/** Something goes wrong at a computer of the world, or is put right again. */
export async function causeFault(world: World, { target, fault }: Step): Promise<void> {
  if (!fault) return;
  const { sim, branches, time, trace } = world;
  const computer = target < 0 ? sim : branches[target % branches.length];
  if (!computer) return;
  const name = target < 0 ? 'head office' : `B${target % branches.length}`;
  if (fault.kind === 'kill') computer.kill();
  else if (fault.kind === 'kill-in') {
    computer.faults.killIn(fault.statements);
    trace(`${name} will die at statement ${fault.statements}`);
  } else if (fault.kind === 'clock') {
    // Head office's clock is the one that people correct: it goes wrong by minutes, not by years.
    computer.clockError = target < 0 ? Math.sign(fault.error) * Math.min(Math.abs(fault.error), 300_000) : fault.error;
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
    world.ledger.forget(
      (author, modelName, modelId, field, value) => !isShown(world, { author, modelName, modelId, field, value }),
    );
    await sim.restore(world.backup, fault.told);
  } else if ('setLine' in computer) {
    computer.setLine(fault.faults);
    trace(`${name} line ${JSON.stringify(fault.faults)}`);
  }
}

interface Typed {
  readonly author: string;
  readonly modelName: string;
  readonly modelId: string;
  readonly field: string;
  readonly value: string;
}

/**
 * Whether what somebody typed is what their own screen shows. Only that comes back when head office is put back to an older copy: it cannot know what others
 * had replaced since, nor what it had typed itself and told nobody yet.
 */
function isShown({ branches }: World, { author, modelName, modelId, field, value }: Typed): boolean {
  const branch = branches.find((one) => one.name === author);
  return (
    branch?.store.context.db
      .prepare<[string], unknown>(`select ${field} from ${branch.store.models.get(modelName).table} where id = ?`)
      .pluck()
      .get(modelId) === value
  );
}
