import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

let mine = false;

/**
 * The lock of a single app per user data folder, real between processes: the first one gets it and hears of every other. Chromium's, by the same link: one that names
 * another computer is never taken over.
 * @param another is told the arguments and the folder of one that came later
 */
export function takeInstanceLock(userData: string, another: (argv: string[], folder: string) => void): boolean {
  const folder = join(userData, 'stand-in-instances');
  mkdirSync(folder, { recursive: true });
  const lock = join(userData, 'SingletonLock');
  if (!isFree(lock)) {
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ argv: process.argv, folder: process.cwd() }));
    return false;
  }
  rmSync(lock, { force: true });
  symlinkSync(`${hostname()}-${process.pid}`, lock);
  mine = true;
  process.on('exit', () => freeInstanceLock(userData));
  const seen = new Set<string>();
  watch(folder, () => {
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json') && !seen.has(entry))) {
      try {
        const told = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { argv: string[]; folder: string };
        seen.add(name);
        another(told.argv, told.folder);
      } catch {
        // Not written to its end yet; the watch tells again.
      }
    }
  }).unref();
  return true;
}

export function freeInstanceLock(userData: string): void {
  if (mine) rmSync(join(userData, 'SingletonLock'), { force: true });
  mine = false;
}

function isFree(lock: string): boolean {
  let holder: string;
  try {
    holder = readlinkSync(lock);
  } catch {
    // No lock.
    return true;
  }
  const dash = holder.lastIndexOf('-');
  if (holder.slice(0, dash) !== hostname()) return false;
  try {
    process.kill(Number(holder.slice(dash + 1)), 0);
    return false;
  } catch {
    // The lock of a process that has gone.
    return true;
  }
}
