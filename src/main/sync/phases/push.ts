import type { MasterError } from '../../master-client/master-error.ts';
import type { BatchSize } from '../batch-size.ts';
import type { EnginePorts } from '../ports.ts';
import type { RunContext } from '../run-context.ts';
import type { Batch, ClaimLimits } from '../sync-store.ts';
import { logIdsOf, type Group } from './groups.ts';
import { postGroups, type PostOutcome } from './post-batch.ts';
import { recoverBatch } from './recover-batch.ts';
import { describeSetAside, type SetAside } from './set-aside.ts';
import type { Suspects } from './suspects.ts';

type Needs = 'store' | 'settings' | 'clock' | 'timers' | 'random' | 'newChallenge' | 'hostOnline' | 'logger';

export interface PushPorts extends Pick<EnginePorts, Needs> {
  readonly batchSize: BatchSize;
  readonly suspects: Suspects;
  /** Size of one change in the batches lately, in bytes. */
  readonly bytesPerChange: { get(): number; note(bytes: number, changes: number): void };
  /** Told what the master has just said of changes. */
  readonly settledNow: (settled: { readonly confirmed: number; readonly refused: number }) => void;
}

/**
 * `open`: everything that was due has gone, or what has not was set aside, with the reason. `troubled`: the master fails at every push. `closed`: it cannot be
 * worked with at all. `retryAt`: when what was set aside is tried again, in milliseconds since 1970.
 */
export type PushOutcome =
  | { readonly way: 'open'; readonly error: MasterError | null; readonly retryAt: number | null }
  | { readonly way: 'troubled'; readonly error: MasterError; readonly retryAt: number | null }
  | { readonly way: 'closed'; readonly error: MasterError };

interface Travelling {
  readonly groups: readonly Group[];
  readonly answer: Promise<PostOutcome>;
}

/** So many groups in a row that fail alone, without one that goes through: then it is not the groups. */
const mostSetAsideInARow = 2;
const mostSetAsidePerRun = 20;
/** Of what the master takes, so much is left for what surrounds the changes. */
const bodyShare = 0.8;

/** Sends everything that is due: claim, send, settle. The next batch is claimed while one travels, and sent before the last one is settled. */
export async function pushAll(ports: PushPorts, run: RunContext): Promise<PushOutcome> {
  let setAsideInARow = 0;
  let setAside: SetAside[] = [];

  const take = async (): Promise<readonly Group[] | null> => {
    if (run.stopping.aborted) return null;
    // After a group has failed alone, one other group shows whether the master fails at everything.
    const limits = setAsideInARow > 0 ? { ...claimLimits(ports, run), maxChanges: 1 } : claimLimits(ports, run);
    return takeBatch(ports, limits);
  };
  const post = (groups: readonly Group[] | null, mark?: string): Travelling | null => {
    if (!groups) return null;
    const answer = postGroups(ports, run, groups, mark);
    // The store may fail under it while other work is awaited. Whoever waits for the answer hears of it; until then it must not end the process.
    answer.catch(() => undefined);
    return { groups, answer };
  };
  const retryAt = (): number | null => (setAside.length > 0 ? Math.min(...setAside.map((item) => item.retryAt)) : null);

  let current = post(await take());
  while (current) {
    const { groups, answer } = current;
    const [outcome, following] = await bothOrNeither(answer, take());
    if (outcome.ok) {
      current = post(following, outcome.told.mark);
      const settled = await ports.store.settle(outcome.settlements, outcome.told);
      ports.suspects.cleared(logIdsOf(groups));
      ports.batchSize.success();
      ports.settledNow(settled);
      setAsideInARow = 0;
      // What has just been confirmed may have released what waited behind it, too late for the claim made meanwhile (I9).
      current ??= post(await take());
      continue;
    }
    if (following) await ports.store.giveBack(logIdsOf(following));
    ports.logger.warn('A batch failed as a whole', {
      run: run.id,
      code: outcome.error.code,
      changes: logIdsOf(groups).length,
    });
    const recovery = await recoverBatch(ports, run, groups, outcome.error);
    if (recovery.stop) return { way: 'closed', error: recovery.stop };
    setAsideInARow = recovery.setAside ? (recovery.moved ? 1 : setAsideInARow + 1) : 0;
    if (recovery.setAside) {
      setAside = [...setAside, recovery.setAside];
      if (setAsideInARow >= mostSetAsideInARow || setAside.length >= mostSetAsidePerRun)
        return { way: 'troubled', error: recovery.setAside.error, retryAt: retryAt() };
    }
    current = post(await take());
  }
  const first = setAside[0];
  return { way: 'open', error: first ? describeSetAside(first, setAside.length) : null, retryAt: retryAt() };
}

/** The answer, and the claim made meanwhile. When the claim fails, the answer is waited for all the same and its batch is left to recovery (I8). */
async function bothOrNeither<A, B>(answer: Promise<A>, claim: Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([answer, claim]);
  if (second.status === 'rejected') throw second.reason;
  if (first.status === 'rejected') throw first.reason;
  return [first.value, second.value];
}

async function takeBatch(ports: PushPorts, limits: ClaimLimits): Promise<readonly Group[] | null> {
  const batch: Batch | null = await ports.store.claim(limits);
  if (!batch || batch.items.length === 0) return null;
  ports.bytesPerChange.note(batch.bytes, batch.items.length);
  const { now, later } = ports.suspects.isolate(batch);
  if (later.length > 0) await ports.store.giveBack(logIdsOf(later));
  return now;
}

function claimLimits(ports: PushPorts, run: RunContext): ClaimLimits {
  const { batchMaxChanges, batchMaxBytes } = ports.settings();
  return ports.batchSize.limits({
    maxChanges: Math.min(batchMaxChanges, run.limits?.maxChanges ?? Number.POSITIVE_INFINITY),
    maxBytes: Math.min(batchMaxBytes, Math.floor((run.limits?.maxBodyBytes ?? Number.POSITIVE_INFINITY) * bodyShare)),
  });
}
