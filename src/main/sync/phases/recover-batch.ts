import { MasterError, masterSentences } from '../../master-client/master-error.ts';
import { pause } from '../../timers.ts';
import { createBackoff } from '../backoff.ts';
import { checkMaster } from '../connectivity.ts';
import type { RunContext } from '../run-context.ts';
import { halve, logIdsOf, type Group } from './groups.ts';
import { postGroups } from './post-batch.ts';
import type { PushPorts } from './push.ts';
import { setAside, settleTaken, type SetAside } from './set-aside.ts';
import { remedyFor } from './trouble.ts';

export interface Recovery {
  /** Something of it went through. */
  readonly moved: boolean;
  readonly setAside?: SetAside;
  /** Why the run cannot go on. */
  readonly stop?: MasterError;
}

interface Part {
  readonly groups: readonly Group[];
  /** How often exactly this has been sent. */
  tries: number;
}

/** Answers that anything between may give in head office's stead, or head office at one moment and not at the next. */
const passing: ReadonlySet<string> = new Set(['too-large', 'overloaded', 'timeout', 'not-our-master']);

/** A line that doubles a request may bring it through once and turn it away the other time: what was sent is settled by head office's own word only (I7). */
function isDoubtful(error: MasterError): boolean {
  return error.certainty === 'in-doubt' || (error.certainty === 'answered' && passing.has(error.code));
}

/** A batch that failed may have met a hiccup; sent so often as a whole before it is taken apart. */
const triesAsWhole = 2;
const mostWaits = 10;

/**
 * Gets what it can of a batch that failed as a whole to the master (I5): sends it once more, then halves it until the group at which it fails stands alone, and
 * sets that one aside. What was in a request without an answer stays in doubt until an answer for it comes (I6, I7).
 */
export async function recoverBatch(
  ports: PushPorts,
  run: RunContext,
  groups: readonly Group[],
  firstError: MasterError,
): Promise<Recovery> {
  const backoff = createBackoff({ random: ports.random, leastMs: 200, mostMs: 5000 });
  const inDoubt = new Set<number>();
  const forgetSize = ports.batchSize.mark();
  let work: Part[] = [{ groups, tries: 1 }];
  let error = firstError;
  let moved = false;
  let waits = 0;

  /** Returns what was not settled to the queue, as what it is: in doubt where it was in a request without an answer, untouched otherwise. */
  async function putBack(parts: readonly Part[]): Promise<void> {
    const ids = parts.flatMap((part) => logIdsOf(part.groups));
    const doubtful = ids.filter((id) => inDoubt.has(id));
    const untouched = ids.filter((id) => !inDoubt.has(id));
    if (doubtful.length > 0) await ports.store.putInDoubt(doubtful);
    if (untouched.length > 0) await ports.store.giveBack(untouched);
  }
  async function stopWith(reason: MasterError): Promise<Recovery> {
    await putBack(work);
    return { moved, stop: reason };
  }

  for (;;) {
    const [part, ...rest] = work;
    if (!part) return { moved };
    if (isDoubtful(error)) for (const id of logIdsOf(part.groups)) inDoubt.add(id);
    const remedy = remedyFor(error);
    if (remedy === 'stop') return stopWith(error);
    if (remedy === 'wait') {
      waits += 1;
      if (waits > mostWaits) return stopWith(error);
    } else {
      const obstacle = error.certainty === 'in-doubt' ? await findObstacle(ports, run) : undefined;
      if (obstacle) return stopWith(obstacle);
      if (remedy === 'shrink' || error.code === 'timeout')
        ports.batchSize.tooMuch(sizeOf(part, ports.bytesPerChange.get()));
      if (remedy === 'shrink' || part.tries >= triesAsWhole) {
        const [only, ...others] = part.groups;
        if (only && others.length === 0) {
          // It was this one that was too large, not the batches.
          forgetSize();
          const doubtful = logIdsOf([only]).some((id) => inDoubt.has(id));
          const left = doubtful ? await settleTaken(ports, run, only) : only;
          if (left.length < only.length) moved = true;
          if (left.length > 0) {
            const aside = await setAside(ports, left, error, doubtful);
            await putBack(rest);
            return { moved, setAside: aside };
          }
          work = rest;
        } else {
          const [first, second] = halve(part.groups);
          // The halves have been sent before, as part of the whole.
          work = [{ groups: first, tries: triesAsWhole - 1 }, { groups: second, tries: triesAsWhole - 1 }, ...rest];
        }
      }
    }
    if (
      !(await pause(
        ports.timers,
        backoff.next(remedy === 'wait' ? (error.retryAfterMs ?? 1000) : undefined),
        run.stopping,
      ))
    ) {
      return stopWith(new MasterError('cancelled', masterSentences.cancelled, { certainty: error.certainty }));
    }
    // Parts that go through follow each other; the first that fails is judged above.
    for (let next = work[0]; next; next = work[0]) {
      next.tries += 1;
      const outcome = await postGroups(ports, run, next.groups);
      if (!outcome.ok) {
        error = outcome.error;
        break;
      }
      const settled = await ports.store.settle(outcome.settlements, outcome.told);
      ports.suspects.cleared(logIdsOf(next.groups));
      ports.settledNow(settled);
      moved = true;
      backoff.reset();
      work = work.slice(1);
      if (run.stopping.aborted && work.length > 0) {
        await putBack(work);
        return { moved };
      }
    }
  }
}

/** Trouble with a batch says nothing about the batch while the way to the master is closed. */
async function findObstacle(ports: PushPorts, run: RunContext): Promise<MasterError | undefined> {
  try {
    await checkMaster(ports, run.link, { signal: run.signal, runId: run.id });
    return undefined;
  } catch (error) {
    if (error instanceof MasterError) return error;
    throw error;
  }
}

function sizeOf(part: Part, bytesPerChange: number): { changes: number; bytes: number } {
  const changes = logIdsOf(part.groups).length;
  return { changes, bytes: changes * bytesPerChange };
}
