import { Worker } from 'node:worker_threads';
import { errorCodeSchema, SyncLogError, type ErrorShape } from '../../shared/errors.ts';
import type { ChangedEvent, IpcAnswer } from '../../shared/ipc/contract.ts';
import type { HostEvent } from '../branch/branch.ts';
import { createHostFetch } from './host-fetch.ts';
import type { ToHost, ToWorker, WorkerStart } from './messages.ts';

/** The branch, as a host sees it: in a thread of its own, so that the host never waits for the disk. */
export interface BranchWorker {
  /** Never rejects for what the branch says: look at `ok`. */
  call(channel: string, input: unknown): Promise<IpcAnswer>;
  onChanged(listener: (event: ChangedEvent) => void): () => void;
  notify(event: HostEvent): void;
  /** Ends the sync at a safe point and closes the database. */
  close(): Promise<void>;
}

export interface BranchWorkerOptions {
  readonly dataDir: string;
  readonly host: 'electron' | 'browser';
  /** Given in Electron: carries the worker's requests. */
  readonly fetch?: typeof globalThis.fetch;
  /** For tests: another file than the one beside this. */
  readonly workerFile?: URL;
}

const besideThis = new URL(import.meta.url.endsWith('.ts') ? './store-worker.ts' : './store-worker.js', import.meta.url);

/** A crashed worker is started again, but not more often than this within a minute. */
const restartsPerMinute = 3;
const crashed: ErrorShape = {
  code: 'internal',
  message: 'The part of SyncLog that keeps the records stopped unexpectedly and was started again. What had been saved is safe; look whether this was, then try again.',
};

/** @throws SyncLogError when the branch cannot be opened (damaged database, full disk, folder that cannot be used …) */
export async function startBranchWorker(options: BranchWorkerOptions): Promise<BranchWorker> {
  const listeners = new Set<(event: ChangedEvent) => void>();
  const waiting = new Map<number, (answer: IpcAnswer) => void>();
  const starts: number[] = [];
  let lastSeq = 0;
  let closing = false;
  let closed: () => void = () => undefined;
  let worker = await launch();

  function launch(): Promise<Worker> {
    starts.push(Date.now());
    const { dataDir, host, fetch } = options;
    const workerData: WorkerStart = { dataDir, host, fetchThroughHost: fetch !== undefined };
    const started = new Worker(options.workerFile ?? besideThis, { workerData });
    const tell = (message: ToWorker): void => started.postMessage(message);
    const carryOut = fetch ? createHostFetch(fetch, tell) : () => undefined;
    return new Promise((resolve, reject) => {
      let opened = false;
      started.on('message', (message: ToHost) => {
        if (message.type === 'opened') {
          opened = true;
          resolve(started);
        } else if (message.type === 'failed') {
          const { code, message: sentence, field } = message.error;
          reject(new SyncLogError(errorCodeSchema.catch('internal').parse(code), sentence, { field }));
        } else if (message.type === 'answer') {
          waiting.get(message.seq)?.(message.answer);
          waiting.delete(message.seq);
        } else if (message.type === 'changed') for (const listener of listeners) listener(message.event);
        else if (message.type === 'closed') closed();
        else carryOut(message);
      });
      started.on('error', (error) => (opened ? process.emitWarning(`The store's thread failed: ${error.message}`) : reject(error)));
      started.on('exit', () => {
        closed();
        if (opened && !closing) void restart();
      });
    });
  }

  async function restart(): Promise<void> {
    for (const answer of waiting.values()) answer({ ok: false, error: crashed });
    waiting.clear();
    const lately = starts.filter((at) => at > Date.now() - 60_000);
    if (lately.length > restartsPerMinute) return;
    try {
      worker = await launch();
      for (const listener of listeners) listener({ topics: ['status', 'logs', 'settings'] });
    } catch (error) {
      process.emitWarning(`The store's thread could not be started again: ${String(error)}`);
    }
  }

  return {
    call: (channel, input) =>
      new Promise((resolve) => {
        lastSeq += 1;
        waiting.set(lastSeq, resolve);
        worker.postMessage({ type: 'call', seq: lastSeq, channel, input } satisfies ToWorker);
      }),
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    notify: (event) => worker.postMessage({ type: 'notify', event } satisfies ToWorker),
    async close() {
      if (closing) return;
      closing = true;
      // By message and never by terminate(): ending a thread in the middle of a call to SQLite can take the whole process with it.
      const ended = new Promise<void>((resolve) => {
        closed = resolve;
      });
      worker.postMessage({ type: 'close' } satisfies ToWorker);
      await ended;
    },
  };
}
