import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
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
      writeSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
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
