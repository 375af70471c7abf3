import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const besideThis = new URL(
  import.meta.url.endsWith('.ts') ? './database-check-thread.ts' : './database-check-thread.js',
  import.meta.url,
);

/** Checks the database file in a thread of its own. Returns what is wrong with it; an empty list when nothing is. */
export function checkDatabase(file: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(besideThis, { workerData: file });
    worker.once('message', (problems: unknown) => resolve(z.array(z.string()).parse(problems)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the check of the database ended with code ${code}`)));
  });
}
