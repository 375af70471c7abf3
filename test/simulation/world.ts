import { createRegistry, type ModelRegistry } from '../../src/models/kit/registry.ts';
import { discoverModels } from '../../src/models/kit/discover.ts';
import { findTorn } from './checks.ts';
import { templates, type Image } from './databases.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';
import { createSeeded } from './seeded.ts';
import { createSimBranch, type SimBranch } from './sim-branch.ts';
import { createSimMaster, type SimMaster } from './sim-master.ts';
import { createSimTime, type SimTime } from './sim-time.ts';

/** Head office and its branches, on computers that exist only here. */
export interface World {
  readonly time: SimTime;
  readonly sim: SimMaster;
  readonly branches: readonly SimBranch[];
  readonly ledger: Ledger;
  /** A copy of head office's database that an administrator keeps. */
  backup: Image | undefined;
  readonly trace: (line: string) => void;
  /** Something that a branch must never have shown to anybody, seen at one of its commits. */
  readonly seenTorn: () => string | undefined;
  close(): void;
}

const discovered = await discoverModels();
/** What is saved in groups: commits that touch none of it cannot tear one. */
const groupTopics = ['records:Sale', 'records:SaleItem', 'records:StockMovement'];
const monday = Date.parse('2026-11-23T08:00:00.000Z');

/** The models as they are, with the conflict rules that this plan tries. */
function modelsFor(plan: Plan): ModelRegistry {
  return createRegistry(
    discovered.all.map((model) => ({ ...model, conflict: plan.rules[model.name] ?? model.conflict })),
  );
}

export async function createWorld(plan: Plan, lines: string[]): Promise<World> {
  const time = createSimTime(monday);
  const trace = (line: string): void => void lines.push(`${((time.now() - monday) / 1000).toFixed(3)} ${line}`);
  // Streams of their own: a plan with fewer branches gives the others the same luck.
  const random = (part: number) => createSeeded(plan.seed * 31 + part);
  const models = modelsFor(plan);
  const images = await templates();
  const sim = await createSimMaster({ image: images.master, models, time, random: random(0), trace });
  const branches: SimBranch[] = [];
  let torn: string | undefined;
  for (let index = 0; index < plan.branches; index += 1) {
    branches.push(
      await createSimBranch({
        name: `B${index}`,
        image: images.branch,
        sim,
        models,
        time,
        random: random(index + 1),
        trace,
        onCommitted(branch, topics) {
          if (!groupTopics.some((topic) => topics.has(topic))) return;
          // While the first load is on, records come without their history.
          if (branch.store.sync.facts().initialLoad?.complete) torn ??= findTorn(branch);
        },
      }),
    );
  }
  return {
    time,
    sim,
    branches,
    ledger: createLedger(),
    backup: undefined,
    trace,
    seenTorn: () => torn,
    close() {
      for (const branch of branches) branch.close();
      sim.close();
    },
  };
}
