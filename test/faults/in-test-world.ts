import { join } from 'node:path';
import { projectRoot } from '../../scripts/support/project.ts';
import { inWorld, type FaultWorld } from './world/world.ts';

/** A world of real processes that run the sources unbuilt. */
export function inTestWorld<T>(seed: number, work: (world: FaultWorld) => Promise<T>): Promise<T> {
  return inWorld({ seed, entry: join(projectRoot, 'src/cli/index.ts') }, work);
}
