import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';

/** The program as it was before a newer one took its place. */
export interface KeptProgram {
  /** Puts it back where no program is any more; otherwise it is not needed and goes. */
  settle(): void;
}

/**
 * electron-updater removes an AppImage before it moves the newer one to its place. Where that fails (a full disk, a cut) the shop would have no program left, so the old
 * one is kept under a second name until the newer one is there. Synchronous, as the exchange itself is: the app may end right after it.
 * @throws Error where the folder cannot be written; then the program cannot be replaced either
 */
export function keepProgram(file: string): KeptProgram {
  const kept = `${file}.previous`;
  rmSync(kept, { force: true });
  try {
    linkSync(file, kept);
  } catch {
    // Some disks know no second names.
    copyFileSync(file, kept);
  }
  return {
    settle: () => (existsSync(file) ? rmSync(kept, { force: true }) : renameSync(kept, file)),
  };
}
