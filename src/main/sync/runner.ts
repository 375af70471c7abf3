import type { RunCause, RunProgress, Status, SyncRun } from '../../shared/status.ts';
import { MasterError, masterSentences } from '../master-client/master-error.ts';
import { isPaused, needsPerson } from './admission.ts';
import { createBackoff } from './backoff.ts';
import { createBatchSize } from './batch-size.ts';
import { createConnectionMemory, type ConnectionMemory } from './connection-memory.ts';
import { createForecast } from './forecast.ts';
import { createSuspects } from './phases/suspects.ts';
import type { EnginePorts } from './ports.ts';
import { createProgress } from './progress.ts';
import { createRetryTimer } from './retry-timer.ts';
import { createRunStopper } from './run-control.ts';
import { createRunQueue } from './run-queue.ts';
import { runSync, type RunResult } from './run-sync.ts';

export interface RunnerHooks {
  /** Whether a run that nobody waits for may start now. */
  readonly admits: (cause: RunCause) => boolean;
  /** Whether failed runs come back by themselves. */
  readonly automatic: () => boolean;
  /** A run failed: is head office still there? */
  readonly lineInDoubt: () => void;
}

/** Runs syncs one at a time and plans the next one after each. */
export interface Runner {
  run(cause: RunCause): Promise<SyncRun>;
  request(cause: RunCause): void;
  /** Head office's feed reaches to there now. Asks for a run, unless the one that is on reads as far anyway. */
  newsFromMaster(head: number): void;
  readonly busy: boolean;
  /** Asks the running sync to end; false when none runs. @param graceMs how long the request on its way may still take */
  stop(graceMs?: number): boolean;
  /** A pause has begun or ended. */
  planAgain(): void;
  /** When a run that is waited for starts by itself; null when none is planned. */
  retryAt(): number | null;
  forgetConnection(): void;
  progress(): RunProgress | null;
  forecast(waiting: number): Status['forecast'];
  close(): Promise<void>;
  readonly connection: ConnectionMemory;
}

const stopGraceMs = 3000;
const lookAgainMs = 5000;
const longestDelayMs = 600_000;

export function createRunner(ports: EnginePorts, hooks: RunnerHooks): Runner {
  const { store, clock, random, logger } = ports;
  const progress = createProgress(ports);
  const connection = createConnectionMemory(ports, progress.touch);
  const forecast = createForecast(() => clock.now());
  const backoff = createBackoff({ random });
  const stopper = createRunStopper(ports);
  const retry = createRetryTimer(ports, () => request('retry'));
  let bytesPerChange = 1000;
  /** How far the feed reaches, as head office's signal said last. */
  let knownHead = 0;
  let closed = false;

  const parts = {
    ...ports,
    connection,
    progress,
    batchSize: createBatchSize(),
    suspects: createSuspects(random),
    bytesPerChange: {
      get: () => bytesPerChange,
      note(bytes: number, changes: number) {
        bytesPerChange = bytes / changes;
      },
    },
    settledNow: ({ confirmed }: { readonly confirmed: number }) => forecast.note(confirmed),
  };
  const queue = createRunQueue({
    execute,
    wanted: (cause) => hooks.admits(cause) && (cause !== 'signal' || knownHead > store.facts().cursor),
    onDefect: (error) => logger.error('A sync run could not be recorded', { reason: String(error) }),
  });

  async function execute(cause: RunCause): Promise<SyncRun> {
    if (closed) throw new MasterError('cancelled', masterSentences.cancelled, { certainty: 'not-sent' });
    const headBefore = knownHead;
    retry.cancel();
    progress.begin();
    try {
      const result = await runSync(parts, cause, stopper.begin());
      // A head that is not reached although the feed was read to its end must not be asked for again and again.
      if (result.error === null && knownHead === headBefore) knownHead = 0;
      planNext(result);
      return result.run;
    } catch (error) {
      retryIn(backoff.next());
      throw error;
    } finally {
      stopper.end();
      forecast.clear();
      progress.end();
    }
  }

  /** No state waits without a timer (I8). */
  function planNext({ run, error, retryAt }: RunResult): void {
    // Decided by a clock that may have been set back since: it never takes longer than this.
    if (retryAt !== null) planAt(Math.min(retryAt, clock.now() + longestDelayMs));
    if (run.outcome === 'done') backoff.reset();
    else if (run.outcome === 'cancelled') retryIn(ports.settings().syncEveryMinutes * 60_000);
    else if (run.error?.code === 'already-running') retryIn(lookAgainMs + Math.floor(random() * lookAgainMs));
    // What was set aside has a time of its own, and everything else goes on: then there is nothing to wait for.
    else if (run.outcome === 'failed' && retryAt === null) {
      retryIn(backoff.next(error instanceof MasterError ? error.retryAfterMs : undefined));
    }
    if (run.outcome === 'failed') hooks.lineInDoubt();
  }
  function retryIn(milliseconds: number): void {
    planAt(clock.now() + milliseconds);
  }
  function planAt(at: number): void {
    if (closed || !hooks.automatic() || needsPerson(store.facts())) return;
    const { pausedUntil } = store.facts();
    retry.armAt(
      isPaused({ pausedUntil }, clock.now()) && pausedUntil !== null ? Math.max(at, Date.parse(pausedUntil)) : at,
    );
    progress.touch();
  }
  function request(cause: RunCause): void {
    if (closed || !hooks.admits(cause)) return;
    if (cause === 'online' || cause === 'wake') backoff.reset();
    queue.request(cause);
  }

  return {
    run: (cause) => queue.run(cause),
    request,
    newsFromMaster(head) {
      knownHead = head;
      request('signal');
    },
    get busy() {
      return queue.busy;
    },
    stop: (graceMs = stopGraceMs) => stopper.stop(graceMs),
    planAgain() {
      retry.cancel();
      if (isPaused(store.facts(), clock.now())) planAt(clock.now());
      else request('retry');
      progress.touch();
    },
    retryAt: () => retry.at(),
    forgetConnection() {
      connection.forget();
      connection.set('unknown', null);
      backoff.reset();
      retry.cancel();
    },
    progress: () => progress.current(),
    forecast: (waiting) => forecast.value(waiting),
    async close() {
      closed = true;
      retry.cancel();
      stopper.stop(stopGraceMs);
      await queue.idle();
    },
    connection,
  };
}
