import { join } from 'node:path';
import { projectRoot } from '../../scripts/support/project.ts';
import { inWorld, type FaultWorld } from './world/world.ts';

/** The program that a test starts: the one that `npm test` has built, else the sources unbuilt. */
export const testEntry = process.env['SYNCLOG_COMMAND'] ?? join(projectRoot, 'src/cli/index.ts');

export function inTestWorld<T>(seed: number, work: (world: FaultWorld) => Promise<T>): Promise<T> {
  return inWorld({ seed, entry: testEntry }, work);
}
