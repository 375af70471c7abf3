import { Worker } from 'node:worker_threads';
import { errorCodeSchema, SyncLogError, type ErrorShape } from '../../shared/errors.ts';
import type { ChangedEvent, IpcAnswer } from '../../shared/ipc/envelope.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import type { HostEvent, SecretStore } from '../branch/branch.ts';
import { createHostFetch } from './host-fetch.ts';
import { answerSecret } from './host-secrets.ts';
import type { ToHost, ToWorker, WorkerStart } from './messages.ts';

/** One life of the thread that owns the branch, from its start to its exit. */
export interface BranchThread {
  /** Always answered: with an error when the thread ends before its answer came. */
  call(channel: string, input: unknown): Promise<IpcAnswer>;
  notify(event: HostEvent): void;
  /** Ends the sync at a safe point, closes the database and waits until the thread has gone. */
  close(): Promise<void>;
  /** Fulfilled when the thread has gone, for whatever reason. */
  readonly ended: Promise<void>;
}

export interface BranchThreadOptions {
  readonly dataDir: string;
  readonly host: 'electron' | 'browser';
  /** Given in Electron: carries the thread's requests. */
  readonly fetch?: typeof globalThis.fetch;
  /** Given where the host keeps secrets better than a private file does. */
  readonly secrets?: SecretStore;
  /** What a person has to know about this computer. */
  readonly warnings?: readonly TextRef[];
  /** For tests: another file than the one beside this. */
  readonly workerFile?: URL;
}

const besideThis = new URL(
  import.meta.url.endsWith('.ts') ? './store-worker.ts' : './store-worker.js',
  import.meta.url,
);

const endedBeforeAnswer: ErrorShape = {
  code: 'internal',
  message:
    'The part of SyncLog that keeps the records stopped before it had answered. What had been saved is safe; look whether this was, then try again.',
};

/** @throws SyncLogError when the branch cannot be opened (damaged database, full disk, folder that cannot be used …); then the thread has gone */
export function startBranchThread(
  options: BranchThreadOptions,
  changed: (event: ChangedEvent) => void,
): Promise<BranchThread> {
  const { dataDir, host, fetch, secrets, warnings = [] } = options;
  const workerData: WorkerStart = {
    dataDir,
    host,
    fetchThroughHost: fetch !== undefined,
    secretsThroughHost: secrets !== undefined,
    hostWarnings: warnings,
  };
  const worker = new Worker(options.workerFile ?? besideThis, { workerData });
  const tell = (message: ToWorker, transfer: readonly ArrayBuffer[] = []): void =>
    worker.postMessage(message, [...transfer]);
  const line = fetch ? createHostFetch(fetch, tell) : null;
  const waiting = new Map<number, (answer: IpcAnswer) => void>();
  let lastSeq = 0;
  let gone = false;

  return new Promise((resolve, reject) => {
    let opened = false;
    let failure: Error | null = null;
    const ended = new Promise<void>((end) => {
      worker.on('exit', (code) => {
        gone = true;
        line?.abortAll();
        for (const answer of waiting.values()) answer({ ok: false, error: endedBeforeAnswer });
        waiting.clear();
        // No more than a formality once the thread has opened.
        reject(failure ?? new Error(`the thread that keeps the records ended with code ${code} before it was ready`));
        end();
      });
    });
    const thread: BranchThread = {
      ended,
      call: (channel, input) =>
        new Promise((answered) => {
          if (gone) return answered({ ok: false, error: endedBeforeAnswer });
          lastSeq += 1;
          tell({ type: 'call', seq: lastSeq, channel, input });
          waiting.set(lastSeq, answered);
        }),
      notify: (event) => tell({ type: 'notify', event }),
      async close() {
        // By message and never by terminate(): ending a thread in the middle of a call to SQLite can take the whole process with it.
        tell({ type: 'close' });
        await ended;
      },
    };
    worker.on('message', (message: ToHost) => {
      if (message.type === 'opened') {
        opened = true;
        resolve(thread);
      } else if (message.type === 'failed') failure = toSyncLogError(message.error);
      else if (message.type === 'answer') {
        waiting.get(message.seq)?.(message.answer);
        waiting.delete(message.seq);
      } else if (message.type === 'changed') changed(message.event);
      else if (message.type === 'secret') {
        if (secrets) void answerSecret(secrets, message).then((answer) => tell(answer));
      } else line?.take(message);
    });
    worker.on('error', (error) => {
      if (opened) process.emitWarning(`The thread that keeps the records failed: ${error.message}`);
      failure = error;
    });
  });
}

function toSyncLogError({ code, message, field }: ErrorShape): SyncLogError {
  return new SyncLogError(errorCodeSchema.catch('internal').parse(code), message, { field });
}
