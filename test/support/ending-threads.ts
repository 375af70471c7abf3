import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Preloaded into a process under test (`--import`), so that its threads end as if they had crashed, for real and from outside: while the file is there, or
// once where it says so. Where it says `hold`, a thread that starts stands still before its first line, and a second file says that one does. The process itself goes on.

const file = process.env['SYNCLOG_END_THREADS'];
const order = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

if (!isMainThread && file !== undefined) {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  if (order(file) === 'hold') writeFileSync(`${file}.held`, '');
  while (order(file) === 'hold') Atomics.wait(clock, 0, 0, 20);
  setInterval(() => {
    const told = order(file);
    if (told === '' || told === 'hold') return;
    if (told === 'once') rmSync(file);
    if (told === 'once-then-hold') writeFileSync(file, 'hold');
    process.exit(70);
  }, 5).unref();
}
