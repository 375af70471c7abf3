/** Chromium's lock of a folder on Linux and macOS: a link in it to the computer and the process that have it. On Windows there is no file. */
export const lockName = 'SingletonLock';

/** What can be seen of the lock that this start did not get. */
export interface LockFacts {
  /** What the link says, `computer-process`; null where there is none. */
  readonly link: string | null;
  /** The name of this computer. */
  readonly computer: string;
  readonly isRunning: (processId: number) => boolean;
}

/**
 * Why this start did not get the lock. Electron says only that it did not: also where no other app runs, and the app would end without a word.
 * `another-app`: one runs on this computer and has shown its window. `unwritable`: the folder takes no lock (a full disk, no right to write).
 * Otherwise the lock of a computer with that name, or of an app that has gone, lies there.
 */
export function whyLocked({
  link,
  computer,
  isRunning,
}: LockFacts): 'another-app' | 'unwritable' | { computer: string } {
  if (link === null) return 'unwritable';
  const dash = link.lastIndexOf('-');
  const holder = link.slice(0, dash);
  return holder === computer && isRunning(Number(link.slice(dash + 1))) ? 'another-app' : { computer: holder };
}
