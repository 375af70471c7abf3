import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { ToHost, ToWorker, WorkerStart } from '../../../../src/main/worker/messages.ts';

// A thread with the manners of the store's, which crashes when it is asked to.

const { dataDir } = workerData as WorkerStart;
const tell = (message: ToHost): void => parentPort?.postMessage(message);

if (dataDir === 'exit') process.exit(7);
if (dataDir === 'throw') throw new Error('at once');

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'close') parentPort?.close();
  if (message.type !== 'call') return;
  if (message.channel === 'crash') process.exit(1);
  if (message.channel === 'echo')
    tell({ type: 'answer', seq: message.seq, answer: { ok: true, value: message.input } });
});

if (existsSync(join(dataDir, 'obstacle'))) {
  tell({ type: 'failed', error: { code: 'database-corrupt', message: 'There is an obstacle.' } });
  parentPort?.close();
} else tell({ type: 'opened' });
