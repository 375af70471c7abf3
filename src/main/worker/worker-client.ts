import { SyncLogError, toErrorShape, type ErrorShape } from '../../shared/errors.ts';
import type { ChangedEvent, IpcAnswer } from '../../shared/ipc/envelope.ts';
import type { HostEvent } from '../branch/branch.ts';
import { startBranchThread, type BranchThread, type BranchThreadOptions } from './branch-thread.ts';

/** The branch, as a host sees it: in a thread of its own, so that the host never waits for the disk. A thread that crashes is started again. */
export interface BranchWorker {
  /** Never rejects for what the branch says, nor for a crash: look at `ok`. */
  call(channel: string, input: unknown): Promise<IpcAnswer>;
  onChanged(listener: (event: ChangedEvent) => void): () => void;
  /** Tells when the thread has gone and cannot be started again (why), and when it is back (null). Returns how to stop. */
  onStopped(listener: (reason: ErrorShape | null) => void): () => void;
  notify(event: HostEvent): void;
  /** Ends the sync at a safe point, closes the database and waits until the thread has gone. */
  close(): Promise<void>;
}

/** A crashed thread is started again, but not more often than this within a minute. */
const restartsPerMinute = 3;
const minuteMs = 60_000;

const stopsAgainAndAgain = new SyncLogError(
  'internal',
  'The part of SyncLog that keeps the records stopped several times within a minute. What had been saved is safe. Wait a minute and try again, and send the log to support if it stays.',
);
const closed = new SyncLogError(
  'cancelled',
  'SyncLog is being closed, so nothing was done. Open it again and repeat it.',
);

/** @throws SyncLogError when the branch cannot be opened (damaged database, full disk, folder that cannot be used …) */
export async function startBranchWorker(options: BranchThreadOptions): Promise<BranchWorker> {
  const listeners = new Set<(event: ChangedEvent) => void>();
  const stopListeners = new Set<(reason: ErrorShape | null) => void>();
  const starts: number[] = [];
  let closing: Promise<void> | null = null;
  /** Set while the last attempt to have a thread has failed; the next call tries again. */
  let failure: Error | null = null;
  let current = launch();
  await current;

  function tellChanged(event: ChangedEvent): void {
    for (const listener of listeners) listener(event);
  }

  async function launch(): Promise<BranchThread> {
    starts.push(performance.now());
    const thread = await startBranchThread(options, tellChanged);
    void thread.ended.then(() => {
      if (!closing) restart(stopsAgainAndAgain);
    });
    return thread;
  }

  /** @param reason what callers are told when the limit is reached */
  function restart(reason: Error): void {
    const lately = starts.filter((at) => at > performance.now() - minuteMs);
    current = lately.length > restartsPerMinute ? Promise.reject(reason) : launch();
    const known = failure?.message;
    failure = null;
    current.then(
      // Whatever was on the screens may have changed unseen.
      () => {
        tellChanged({ topics: ['status', 'logs', 'settings'] });
        for (const listener of stopListeners) listener(null);
      },
      (error: unknown) => {
        failure = error instanceof Error ? error : new Error(String(error));
        for (const listener of stopListeners) listener(toErrorShape(error));
        if (failure.message === known) return;
        process.emitWarning(`The thread that keeps the records could not be started again: ${failure.message}`);
      },
    );
  }

  return {
    async call(channel, input) {
      if (closing) return { ok: false, error: toErrorShape(closed) };
      if (failure) restart(failure);
      try {
        const thread = await current;
        return await thread.call(channel, input);
      } catch (error) {
        return { ok: false, error: toErrorShape(error) };
      }
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onStopped(listener) {
      stopListeners.add(listener);
      return () => void stopListeners.delete(listener);
    },
    notify(event) {
      // A thread that cannot be had needs to know nothing.
      current.then(
        (thread) => thread.notify(event),
        () => undefined,
      );
    },
    close() {
      closing ??= current.then(
        (thread) => thread.close(),
        () => undefined,
      );
      return closing;
    },
  };
}
