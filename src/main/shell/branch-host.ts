import { toErrorShape, type ErrorShape } from '../../shared/errors.ts';
import type { ChangedEvent, IpcAnswer } from '../../shared/ipc/envelope.ts';
import type { HostEvent } from '../branch/branch.ts';
import { troubleOfOpening, troubleOfRecords, type Trouble } from '../desktop/trouble.ts';
import type { BranchThreadOptions } from '../worker/branch-thread.ts';
import { startBranchWorker, type BranchWorker } from '../worker/worker-client.ts';

/** The branch as the shell has it: being opened, open, or not to be opened until a person has done something. */
export interface BranchHost {
  /** Waits while the branch is being opened. Never rejects: look at `ok`. */
  call(channel: string, input: unknown): Promise<IpcAnswer>;
  onChanged(listener: (event: ChangedEvent) => void): void;
  readonly notify: (event: HostEvent) => void;
  readonly isOpen: boolean;
  /** Its migration may be running. */
  readonly isOpening: boolean;
  open(): Promise<void>;
  /** After a trouble: opens the branch again, or makes its thread start again. */
  retry(): Promise<void>;
  readonly close: () => Promise<void>;
}

export interface BranchHostOptions {
  readonly threadOptions: () => Promise<BranchThreadOptions>;
  /** Told what stands in the way of the records, and null when nothing does any more. */
  readonly onTrouble: (trouble: Trouble | null) => void;
}

/** Everything that an event can name: after the branch was opened, the screens ask again. */
const everything: ChangedEvent = { topics: ['status', 'logs', 'settings'] };

export function createBranchHost({ threadOptions, onTrouble }: BranchHostOptions): BranchHost {
  const listeners = new Set<(event: ChangedEvent) => void>();
  let worker: BranchWorker | null = null;
  let failure: ErrorShape | null = null;
  let opening: Promise<void> | null = null;
  let closed = false;

  const tell = (event: ChangedEvent): void => {
    for (const listener of listeners) listener(event);
  };

  async function start(): Promise<void> {
    failure = null;
    try {
      worker = await startBranchWorker(await threadOptions());
      worker.onChanged(tell);
      worker.onStopped((reason) => onTrouble(reason === null ? null : troubleOfRecords(reason)));
      onTrouble(null);
      tell(everything);
    } catch (error) {
      failure = toErrorShape(error);
      opening = null;
      onTrouble(troubleOfOpening(failure));
    } finally {
      opening = null;
    }
  }

  function open(): Promise<void> {
    if (worker || closed) return Promise.resolve();
    opening ??= start();
    return opening;
  }

  return {
    async call(channel, input) {
      await opening;
      if (worker) return await worker.call(channel, input);
      const error = failure ?? { code: 'internal', message: 'SyncLog is still starting. Try again in a moment.' };
      return { ok: false, error };
    },
    onChanged: (listener) => void listeners.add(listener),
    notify: (event) => worker?.notify(event),
    get isOpen() {
      return worker !== null;
    },
    get isOpening() {
      return opening !== null;
    },
    open,
    async retry() {
      if (!worker) return await open();
      // The thread is started again by the first call; when it is, the trouble is over.
      await worker.call('sync.status', {});
    },
    async close() {
      closed = true;
      await opening;
      await worker?.close();
    },
  };
}
