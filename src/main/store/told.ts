import type { Told } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';
import { readFacts, writeFact } from './facts.ts';

/** So many marks are kept; they lie closer together the newer they are. */
const keptMarks = 32;

/** Keeps what head office has told of itself, inside the transaction that takes the rest of its answer. */
export function keepTold(context: StoreContext, told: Told): void {
  const facts = readFacts(context);
  if (told.position !== undefined)
    writeFact(context, 'positions', [...settledPositions(facts.positions, told.position)]);
  if (told.mark !== undefined) writeFact(context, 'marks', addMark(facts.marks, told.mark));
  if (told.backedUpTo !== undefined && told.backedUpTo !== facts.backedUpTo)
    writeFact(context, 'backedUpTo', told.backedUpTo);
}

/** So many positions are kept behind the one that was answered last. */
const keptAnswered = 3;

/**
 * Those that head office may still know the branch by, once it is known to have known this one. A few before it too: a head office that was put back by hand to before a
 * push that left nothing in its feed has lost nothing else (I17). No copy is let in by them, because head office knows the branch by its newest (I18).
 */
function settledPositions(positions: readonly string[], settled: string): readonly string[] {
  const index = positions.indexOf(settled);
  return index < 0 ? positions : positions.slice(Math.max(0, index - keptAnswered));
}

export function sequenceOfMark(mark: string): number {
  return Number(mark.slice(0, mark.indexOf(':')));
}

/** Adds a mark; where there are too many, the one goes whose neighbours are closest to each other, measured by their age. */
function addMark(marks: readonly string[], mark: string): string[] {
  const bySequence = new Map([...marks, mark].map((item) => [sequenceOfMark(item), item]));
  const sequences = [...bySequence.keys()].sort((a, b) => a - b);
  const newest = sequences.at(-1) ?? 0;
  while (sequences.length > keptMarks) {
    const gap = (index: number): number => {
      const [before = 0, after = newest] = [sequences[index - 1], sequences[index + 1]];
      return (after - before) / (newest - before + 1);
    };
    let closest = 1;
    for (let index = 2; index < sequences.length - 1; index += 1) if (gap(index) < gap(closest)) closest = index;
    sequences.splice(closest, 1);
  }
  return sequences.flatMap((sequence) => bySequence.get(sequence) ?? []);
}
