import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const preloaded = fileURLToPath(new URL('./ending-threads.ts', import.meta.url));

/** Ends the threads of a process that was started with its environment. */
export interface ThreadEnder {
  readonly env: Readonly<Record<string, string>>;
  once(): void;
  /** Whether the one that `once` is for has ended. */
  hasEnded(): boolean;
  /** Each one as soon as it was started, until it is told to let them live. */
  always(): void;
  /** A thread that starts stands still until it is told to let them live, as one does that has much to do first. */
  hold(): void;
  /** Ends the one that runs; the next one stands still. */
  onceThenHold(): void;
  /** Whether a thread has come to stand still. */
  isHolding(): boolean;
  letLive(): void;
}

export function createThreadEnder(folder: string): ThreadEnder {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'end-threads');
  return {
    env: { NODE_OPTIONS: `--import=${JSON.stringify(preloaded)}`, SYNCLOG_END_THREADS: file },
    once: () => writeFileSync(file, 'once'),
    hasEnded: () => !existsSync(file),
    always: () => writeFileSync(file, 'always'),
    hold: () => writeFileSync(file, 'hold'),
    onceThenHold: () => writeFileSync(file, 'once-then-hold'),
    isHolding: () => existsSync(`${file}.held`),
    letLive: () => rmSync(file, { force: true }),
  };
}
