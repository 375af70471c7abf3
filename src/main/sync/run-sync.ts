import { isoTime } from '../../shared/clock.ts';
import { SyncLogError, toErrorShape } from '../../shared/errors.ts';
import type { RunCause, SyncRun } from '../../shared/status.ts';
import { MasterError, masterSentences } from '../master-client/master-error.ts';
import { notConnected } from './connected-link.ts';
import type { ConnectionMemory } from './connection-memory.ts';
import { acquireLease, type Lease } from './lease-keeper.ts';
import { pullAll } from './phases/pull.ts';
import { pushAll, type PushPorts } from './phases/push.ts';
import type { EnginePorts, MasterLink } from './ports.ts';
import type { Progress } from './progress.ts';
import { reconcile, settleStanding } from './reconcile.ts';
import type { RunContext } from './run-context.ts';

export interface RunPorts extends EnginePorts, PushPorts {
  readonly connection: ConnectionMemory;
  readonly progress: Progress;
}

export interface RunResult {
  readonly run: SyncRun;
  /** Why it did not end well; null when it did. */
  readonly error: unknown;
  /** When something it had to leave is due again, in milliseconds since 1970. */
  readonly retryAt: number | null;
}

export interface RunControl {
  readonly stopping: AbortSignal;
  readonly signal: AbortSignal;
}

type Counts = { pushed: number; refused: number; pulled: number };

/** A person waits longer for another process to finish than a timer does. */
const leasePatienceMs = { person: 30_000, other: 3000 } as const;

const sentences = {
  standalone: 'This branch is not connected to head office. Records are kept here; connect it in the settings.',
  busy: 'Another SyncLog on this computer is syncing this branch at the moment. What waits goes out with it, or right after.',
  takenOver: 'Another SyncLog on this computer took over while this one was asleep. What waits goes out with it.',
} as const;

/** One run from the lease to its record: connect, push, pull. Whatever fails is in the result; it throws only when the store cannot even record the run. */
export async function runSync(ports: RunPorts, cause: RunCause, control: RunControl): Promise<RunResult> {
  const { store, clock, connection } = ports;
  const id = ports.newId();
  const startedAt = isoTime(clock.now());
  const counts: Counts = { pushed: 0, refused: 0, pulled: 0 };
  const finish = (outcome: SyncRun['outcome'], error: unknown, retryAt: number | null = null): RunResult => {
    const shape = error === null ? null : toErrorShape(error);
    const kept = shape && { code: shape.code, message: shape.message };
    const run: SyncRun = { id, cause, outcome, startedAt, endedAt: isoTime(clock.now()), ...counts, error: kept };
    if (outcome === 'done') store.setFacts({ lastSuccessAt: run.endedAt, lastError: null });
    if (outcome === 'failed' && kept) store.setFacts({ lastError: { ...kept, at: run.endedAt } });
    store.recordRun(run);
    return { run, error, retryAt };
  };

  const link = ports.link();
  if (!link) return finish('skipped', notConnected(ports, sentences.standalone));
  const patience = cause === 'person' ? leasePatienceMs.person : leasePatienceMs.other;
  const lease = await acquireLease(ports, patience, control.stopping);
  if (!lease) {
    return control.stopping.aborted
      ? finish('cancelled', cancelled())
      : finish('skipped', new SyncLogError('already-running', sentences.busy));
  }
  let result: Exchanged;
  try {
    store.recoverInFlight();
    if (cause === 'person') store.makeDue();
    result = await exchangeReconciled(ports, link, cause, counts, { id, ...withLease(control, lease) });
  } catch (error) {
    // What the other process does with the store is not ours to judge.
    if (!lease.lost.aborted) connection.failed(error);
    result = { error, retryAt: null };
  } finally {
    lease.release();
  }
  connection.keepOffset();
  const { error, retryAt } = result;
  if (error === null) return finish('done', null, retryAt);
  if (lease.lost.aborted) return finish('failed', new SyncLogError('already-running', sentences.takenOver), retryAt);
  if (!(error instanceof SyncLogError))
    ports.logger.error('A sync run failed by a defect', {
      run: id,
      reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
    });
  return finish(control.stopping.aborted && isCancelled(error) ? 'cancelled' : 'failed', error, retryAt);
}

type Exchanged = { readonly error: unknown; readonly retryAt: number | null };

/** More often than this the ground does not move during one run; if it does, the next run goes on. */
const mostReconciliations = 3;

/** One exchange, and another one whenever the histories of branch and head office had parted and were brought together. */
async function exchangeReconciled(...parts: Parameters<typeof exchange>): Promise<Exchanged> {
  const [ports, link, , , { id, signal }] = parts;
  for (let times = 0; ; times += 1) {
    try {
      await settleStanding(ports, link, { signal, runId: id });
      return await exchange(...parts);
    } catch (error) {
      if (times >= mostReconciliations || !(await reconcile(ports, link, error, { signal, runId: id }))) throw error;
    }
  }
}

/** Push before pull, in every run: what can go goes first, and what cannot go does not keep the news from coming. */
async function exchange(
  ports: RunPorts,
  link: MasterLink,
  cause: RunCause,
  counts: Counts,
  control: RunControl & { id: string },
): Promise<Exchanged> {
  const { store, connection, progress } = ports;
  const { id, signal, stopping } = control;
  const epoch = await connect(ports, link, cause, { signal, runId: id });
  const run: RunContext = {
    id,
    link,
    epoch,
    limits: connection.limits(),
    stopping,
    signal,
    progress: (change) => progress.update(change),
    noteTime: (sentAt, receivedAt, masterTime) => connection.offset.note(sentAt, receivedAt, masterTime),
  };
  const { pending, syncing } = store.stats();
  progress.update({ phase: 'push', toPush: pending + syncing });
  const settledNow: PushPorts['settledNow'] = (settled) => {
    counts.pushed += settled.confirmed;
    counts.refused += settled.refused;
    ports.settledNow(settled);
    progress.update({ pushed: counts.pushed });
  };
  const pushed = await pushAll({ ...ports, settledNow }, run);
  if (pushed.way === 'closed' && !onlyForChanges(pushed.error)) throw pushed.error;
  if (!stopping.aborted) {
    progress.update({ phase: 'pull' });
    await pullAll(ports, run, (pulled) => {
      counts.pulled = pulled;
      progress.update({ pulled });
    });
    progress.update({ phase: 'finish' });
  }
  if (pushed.way === 'closed') throw pushed.error;
  if (pushed.way === 'troubled') connection.failed(pushed.error);
  else connection.set('online', null);
  return { error: pushed.error ?? (stopping.aborted ? cancelled() : null), retryAt: pushed.retryAt };
}

/**
 * A head office that is too old for this branch's changes may well have news for it: they are laid under what waits as under any edit (I14), and what waits is judged
 * upon them once head office has been upgraded. One that does not speak with this branch at all says so to the pull too.
 */
function onlyForChanges(error: MasterError): boolean {
  return error.code === 'upgrade-required';
}

/** The epoch to work in, after the master has proved who it is. @throws MasterError */
async function connect(
  ports: RunPorts,
  link: MasterLink,
  cause: RunCause,
  options: { signal: AbortSignal; runId: string },
): Promise<string> {
  const { store, connection } = ports;
  const known = store.facts().epoch;
  const mustProve = cause === 'person' || cause === 'start' || cause === 'wake' || !connection.isProven();
  if (!mustProve && known !== null) return known;
  const answer = await connection.prove(link, options);
  // The first epoch a branch sees is the one it belongs to.
  if (known === null) store.setFacts({ epoch: answer.epoch });
  else if (known !== answer.epoch)
    throw new MasterError('epoch-changed', masterSentences.epochChanged, { certainty: 'answered' });
  return answer.epoch;
}

function withLease(control: RunControl, lease: Lease): RunControl {
  return {
    stopping: AbortSignal.any([control.stopping, lease.lost]),
    signal: AbortSignal.any([control.signal, lease.lost]),
  };
}

function isCancelled(error: unknown): boolean {
  return error instanceof MasterError && error.code === 'cancelled';
}

function cancelled(): MasterError {
  return new MasterError('cancelled', masterSentences.cancelled, { certainty: 'not-sent' });
}
