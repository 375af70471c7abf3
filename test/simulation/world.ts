import { findTorn } from './checks.ts';
import type { BranchCopy, Clone } from './copies.ts';
import { templates, type Image } from './databases.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';
import { createSeeded } from './seeded.ts';
import { createSimBranch, type SimBranch } from './sim-branch.ts';
import { createSimMaster, type SimMaster } from './sim-master.ts';
import { createSimTime, type SimTime } from './sim-time.ts';
import { modelsWith } from './versions.ts';

/** Head office and its branches, on computers that exist only here. */
export interface World {
  readonly time: SimTime;
  readonly sim: SimMaster;
  readonly branches: readonly SimBranch[];
  readonly ledger: Ledger;
  /** A copy of head office's database that an administrator keeps. */
  backup: Image | undefined;
  /** The newest copies that were made of branches' databases. */
  readonly copies: Map<SimBranch, BranchCopy>;
  /** Branches whose computer was wiped and enrolled anew. */
  readonly wiped: Set<SimBranch>;
  /** Copies that run beside their originals. */
  readonly clones: Clone[];
  /** Starts a copy of what lies on this branch's disk now, on a computer of its own. */
  startCopy(original: SimBranch): Promise<SimBranch>;
  readonly trace: (line: string) => void;
  /** Something that a branch must never have shown to anybody, seen at one of its commits. */
  readonly seenTorn: () => string | undefined;
  close(): void;
}

/** What is saved in groups: commits that touch none of it cannot tear one. */
const groupTopics = ['records:Sale', 'records:SaleItem', 'records:StockMovement'];
const monday = Date.parse('2026-11-23T08:00:00.000Z');

export async function createWorld(plan: Plan, lines: string[]): Promise<World> {
  const time = createSimTime(monday);
  const trace = (line: string): void => void lines.push(`${((time.now() - monday) / 1000).toFixed(3)} ${line}`);
  // Streams of their own: a plan with fewer branches gives the others the same luck.
  const random = (part: number) => createSeeded(plan.seed * 31 + part);
  const models = modelsWith(plan.rules);
  const images = await templates();
  const version = plan.versions?.headOffice ?? 1;
  const sim = await createSimMaster({
    image: images.master[version],
    models,
    version,
    defect: plan.defect,
    time,
    random: random(0),
    trace,
  });
  const branches: SimBranch[] = [];
  let torn: string | undefined;
  const common = {
    sim,
    models,
    batch: plan.batch,
    time,
    trace,
    onCommitted(branch: SimBranch, topics: ReadonlySet<string>) {
      if (!groupTopics.some((topic) => topics.has(topic))) return;
      // While the first load is on, records come without their history.
      if (branch.store.sync.facts().initialLoad?.complete) torn ??= findTorn(branch);
    },
  };
  for (let index = 0; index < plan.branches; index += 1) {
    const version = plan.versions?.branches[index] ?? 1;
    branches.push(
      await createSimBranch({
        ...common,
        name: `B${index}`,
        image: images.branch[version],
        version,
        random: random(index + 1),
      }),
    );
  }
  const clones: Clone[] = [];
  return {
    time,
    sim,
    branches,
    ledger: createLedger(),
    backup: undefined,
    copies: new Map(),
    wiped: new Set(),
    clones,
    startCopy: ({ name, branchId, version, copy }) =>
      createSimBranch({
        ...common,
        name: `${name} copy`,
        branchId,
        image: copy(),
        version,
        random: random(100 + clones.length),
      }),
    trace,
    seenTorn: () => torn,
    close() {
      for (const branch of [...branches, ...clones.map((clone) => clone.branch)]) branch.close();
      sim.close();
    },
  };
}
