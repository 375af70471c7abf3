import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether this machine lets a test mount a small disk: Linux, as root, and not in a container that forbids it. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'synclog-mount-'));
  try {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) return false;
    execFileSync('umount', ['-l', folder]);
    return true;
  } finally {
    rmdirSync(folder);
  }
}

export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left, but for so many bytes. */
  fill(left?: number): void;
  /** Gives back what `fill` took. */
  free(): void;
  /** Lets nothing be written any more. */
  setReadOnly(readOnly: boolean): void;
}

/** A disk of its own for this test, so large and no larger. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'synclog-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });
  const filling = join(folder, 'filling');
  return {
    folder,
    fill(left = 0) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    free: () => rmSync(filling, { force: true }),
    setReadOnly: (readOnly) => void execFileSync('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder]),
  };
}
