import { parentPort, workerData } from 'node:worker_threads';
import { checkSqliteFile } from '../../sqlite/check-file.ts';
import { isExplainedReference } from './explained-reference.ts';

// Reading a whole database takes seconds, during which the thread that owns the store must go on saving.
parentPort?.postMessage(checkSqliteFile(String(workerData), isExplainedReference));
