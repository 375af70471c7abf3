import { isKilled } from './crash.ts';
import type { Image } from './databases.ts';
import { headOfficeTexts, type Typed } from './ledger.ts';
import { createSeeded } from './seeded.ts';
import type { SimBranch } from './sim-branch.ts';
import type { World } from './world.ts';

/** What happens with copies of branches' databases (I18). */
export type CopyFault =
  /** Somebody copies the branch's database. */
  | { readonly kind: 'copy' }
  /** The branch's disk is lost, and the copy takes its place. */
  | { readonly kind: 'put-back' }
  /** A copy of the data folder is started beside the original, and people work at both. */
  | { readonly kind: 'clone' }
  /** The branch's computer was wiped: it is enrolled anew under its name, with nothing on its disk. */
  | { readonly kind: 'wipe' }
  /** Somebody sees that this installation was stopped, and lets it rejoin. */
  | { readonly kind: 'rejoin' };

/** A copy of a branch's database, and what its people knew to be saved when it was made. */
export interface BranchCopy {
  readonly image: Image;
  readonly typed: ReadonlyMap<string, Typed>;
}

/** A copy that runs beside the branch that it was made of. */
export interface Clone {
  readonly original: SimBranch;
  readonly branch: SimBranch;
  /** It was found out, has sent what it had, and was switched off for good. */
  putAway: boolean;
}

/** Everything that runs or ran as a branch, copies included. */
export function everyInstallation({ branches, clones }: World): SimBranch[] {
  return [...branches, ...clones.map((clone) => clone.branch)];
}

/** Where somebody works who works at this branch: at the original, or at the copy that runs beside it. */
export function findDesk({ branches, clones }: World, index: number, seed: number): SimBranch | undefined {
  const original = branches[index % branches.length];
  const clone = clones.find((one) => one.original === original && !one.putAway);
  return clone && createSeeded(seed ^ 0x5eed).chance(0.4) ? clone.branch : original;
}

/** Whether this branch's history may have parted from head office's because somebody copied it, or enrolled another installation as this branch. */
export function wasCopied({ copies, clones, wiped }: World, branch: SimBranch): boolean {
  return (
    copies.has(branch) || wiped.has(branch) || clones.some((one) => one.original === branch || one.branch === branch)
  );
}

export function isStopped(branch: SimBranch): boolean {
  if (!branch.alive) return false;
  try {
    const { state } = branch.store.sync.facts().connection;
    return state === 'branch-rewound' || state === 'clone-detected';
  } catch (error) {
    // It died as it was looked at.
    if (isKilled(error)) return false;
    throw error;
  }
}

/** @param desk the installation that it happens to */
export async function causeCopyFault(world: World, index: number, desk: SimBranch, fault: CopyFault): Promise<void> {
  const { branches, copies, ledger, trace } = world;
  const original = branches[index % branches.length];
  if (!original) return;
  if (fault.kind === 'rejoin') {
    const stopped = [desk, ...everyInstallation(world)].find((one) => wasCopied(world, one) && isStopped(one));
    stopped?.rejoin();
  } else if (fault.kind === 'copy') {
    copies.set(original, { image: original.copy(), typed: new Map(ledger.typed) });
    trace(`${original.name} copied`);
  } else if (fault.kind === 'wipe') {
    // Nobody is enrolled by a head office that cannot write it down.
    if (!world.sim.alive || world.sim.faults.diskFull) return;
    loseDisk(world, original, new Map());
    world.wiped.add(original);
    await original.wipe();
  } else if (fault.kind === 'clone') {
    if (!world.clones.some((one) => one.original === original)) await startClone(world, original);
  } else {
    // Few branches have a copy, and it is one of them that is put back.
    const unlucky = copies.has(original) ? original : [...copies.keys()].at(-1);
    const copy = unlucky && copies.get(unlucky);
    if (!copy) return;
    loseDisk(world, unlucky, copy.typed);
    await unlucky.putBack(copy.image);
  }
}

async function startClone(world: World, original: SimBranch): Promise<void> {
  world.trace(`a copy of ${original.name} is started beside it`);
  world.clones.push({ original, branch: await world.startCopy(original), putAway: false });
}

/**
 * What is lost with the disk is what was typed since the copy and has not reached head office: precisely that is forgotten. What it had replaced or removed is
 * there again as the copy has it.
 * @param copied what people knew to be saved when the copy was made
 */
function loseDisk({ ledger, sim }: World, branch: SimBranch, copied: BranchCopy['typed']): void {
  const atHeadOffice = headOfficeTexts(sim);
  const removed = sim.disk.db
    .prepare<[string, string], unknown>(
      'select action from feed where model_name = ? and model_id = ? order by sequence desc limit 1',
    )
    .pluck();
  const mine = (typed: Typed): boolean => typed.author === branch.name;
  const isGone = (typed: Typed): boolean =>
    mine(typed) && copied.get(typed.where)?.value !== typed.value && !atHeadOffice.includes(typed.value);
  const wasThere = new Set(ledger.typed.keys());
  const lost = new Set([...ledger.typed.values()].filter(isGone).map((typed) => typed.where));
  ledger.forget(isGone);
  for (const typed of copied.values()) {
    const unremoved = !wasThere.has(typed.where) && removed.get(typed.modelName, typed.modelId) !== 'delete';
    if (mine(typed) && (lost.has(typed.where) || unremoved)) ledger.remember(typed);
  }
}
