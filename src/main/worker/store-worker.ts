import { parentPort, workerData } from 'node:worker_threads';
import { toErrorShape } from '../../shared/errors.ts';
import type { Branch } from '../branch/branch.ts';
import { openBranch } from '../branch/open-branch.ts';
import { createDispatcher, type Dispatch } from '../ipc/dispatch.ts';
import { createFileLogger } from '../file-logger.ts';
import type { ToHost, ToWorker, WorkerStart } from './messages.ts';
import { createWorkerFetch } from './worker-fetch.ts';
import { createWorkerSecrets } from './worker-secrets.ts';

// The thread that owns the branch: its database, its log, its sync. Typed calls cross its border, never SQL or transactions.

const port = parentPort;
if (!port) throw new Error('This file is started as a worker thread');
// Given by worker-client.ts of the same build.
const start = workerData as WorkerStart;
const tell = (message: ToHost, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, [...transfer]);
const throughHost = createWorkerFetch(tell);
const hostSecrets = createWorkerSecrets(tell);
const logger = createFileLogger(start.dataDir);
const longestEndMs = 1000;
let branch: Branch | null = null;
let dispatch: Dispatch | null = null;

async function open(): Promise<void> {
  const { dataDir, host, fetchThroughHost, secretsThroughHost, hostWarnings } = start;
  const opened = await openBranch({
    dataDir,
    host,
    logger,
    hostWarnings,
    ...(fetchThroughHost ? { fetch: throughHost.fetch } : {}),
    ...(secretsThroughHost ? { secrets: hostSecrets.store } : {}),
  });
  branch = opened;
  dispatch = createDispatcher(opened.handlers, logger);
  opened.onChanged((event) => tell({ type: 'changed', event }));
  opened.start();
  tell({ type: 'opened' });
}

async function close(): Promise<void> {
  try {
    await branch?.close();
  } catch (error) {
    logger.error('The branch could not be closed in order', { reason: String(error) });
  }
  end();
}

/** The thread ends by itself when nothing is left to do. What keeps it beyond this time is nothing of the database, which is closed by then. */
function end(): void {
  port?.close();
  setTimeout(() => process.exit(), longestEndMs).unref();
}

async function answer(seq: number, channel: string, input: unknown): Promise<void> {
  const result = dispatch
    ? await dispatch(channel, input)
    : { ok: false as const, error: toErrorShape(new Error('not open')) };
  tell({ type: 'answer', seq, answer: result });
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'call') void answer(message.seq, message.channel, message.input);
  else if (message.type === 'notify') branch?.notify(message.event);
  else if (message.type === 'close') void close();
  else if (message.type === 'secret-answer') hostSecrets.take(message);
  else throughHost.take(message);
});

open().catch((error: unknown) => {
  logger.error('The branch could not be opened', { reason: String(error) });
  tell({ type: 'failed', error: toErrorShape(error) });
  end();
});
