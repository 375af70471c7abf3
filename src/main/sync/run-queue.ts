import type { RunCause, SyncRun } from '../../shared/status.ts';

/** One run at a time; whatever is asked for during a run is answered by exactly one more (I8). */
export interface RunQueue {
  /** Runs now, or after the current run. Resolves with the run that began after the call, so that it covers everything recorded before. */
  run(cause: RunCause): Promise<SyncRun>;
  /** Like `run`, unless by the time of its turn it is not wanted any more; nobody waits for it. */
  request(cause: RunCause): void;
  readonly busy: boolean;
  /** Resolves when no run is on and none is queued. */
  idle(): Promise<void>;
}

interface Queued {
  /** Everything that asked, first to last: what one of them wanted may be done by then, and what another wanted not. */
  readonly causes: Set<RunCause>;
  readonly waiters: { readonly resolve: (run: SyncRun) => void; readonly reject: (error: unknown) => void }[];
}

export interface RunQueueOptions {
  readonly execute: (cause: RunCause) => Promise<SyncRun>;
  /** Whether a run nobody waits for may start now. */
  readonly wanted: (cause: RunCause) => boolean;
  /** A run nobody waits for has thrown. */
  readonly onDefect: (error: unknown) => void;
}

export function createRunQueue({ execute, wanted, onDefect }: RunQueueOptions): RunQueue {
  let working: Promise<void> | null = null;
  let queued: Queued | null = null;

  function enqueue(cause: RunCause): Queued {
    queued ??= { causes: new Set(), waiters: [] };
    queued.causes.add(cause);
    return queued;
  }

  /** The one that the run is for; undefined when nothing wants it any more. */
  function causeOf({ causes, waiters }: Queued): RunCause | undefined {
    const standing = waiters.length > 0 ? [...causes] : [...causes].filter(wanted);
    return standing.includes('person') ? 'person' : standing[0];
  }

  async function work(): Promise<void> {
    for (let next = queued; next; next = queued) {
      queued = null;
      const { waiters } = next;
      try {
        const cause = causeOf(next);
        if (cause === undefined) continue;
        const run = await execute(cause);
        for (const waiter of waiters) waiter.resolve(run);
      } catch (error) {
        if (waiters.length === 0) onDefect(error);
        for (const waiter of waiters) waiter.reject(error);
      }
    }
    // In the same breath as the look that found nothing queued: a moment later, a new question would be left without a worker.
    working = null;
  }

  function start(): void {
    // Set before the work begins: what it calls may ask for another run at once.
    working ??= Promise.resolve().then(work);
  }

  return {
    run: (cause) =>
      new Promise((resolve, reject) => {
        enqueue(cause).waiters.push({ resolve, reject });
        start();
      }),
    request(cause) {
      enqueue(cause);
      start();
    },
    get busy() {
      return working !== null;
    },
    async idle() {
      while (working) await working;
    },
  };
}
