import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SyncLogError } from '../../shared/errors.ts';

/**
 * Writes a file that only this user can read, whole or not at all: a power cut leaves the old one or the new one.
 * @throws SyncLogError `data-folder-unusable`
 */
export function writePrivateFile(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const handle = openSync(temporary, 'w', 0o600);
    try {
      // All of it or an error: a single write may take only a part, where the disk is nearly full.
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    flushFolder(dirname(file));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new SyncLogError(
      'data-folder-unusable',
      `${file} could not be written (${detail}). Check the disk and the rights to the folder, then try again.`,
      {
        cause: error,
      },
    );
  }
}

/** The new name is on the disk too: what has just been confirmed to somebody must not be the old file after a power cut. */
function flushFolder(folder: string): void {
  // Windows opens no folders, and writes names down with the file.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
