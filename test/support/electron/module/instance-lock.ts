import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The lock of a single app per user data folder, real between processes: the first one gets it and hears of every other.
 * @param another is told the arguments and the folder of one that came later
 */
export function takeInstanceLock(userData: string, another: (argv: string[], folder: string) => void): boolean {
  const folder = join(userData, 'stand-in-instances');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  if (!isFree(lock)) {
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ argv: process.argv, folder: process.cwd() }));
    return false;
  }
  writeFileSync(lock, String(process.pid));
  process.on('exit', () => rmSync(lock, { force: true }));
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

function isFree(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch {
    // No lock, or one of a process that has gone.
    return true;
  }
}
