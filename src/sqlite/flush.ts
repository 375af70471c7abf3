import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What was written into a file is on the disk when this returns. */
export function flushFile(file: string): void {
  // Windows flushes nothing that was opened for reading only.
  flush(file, 'r+');
}

/** The names in a folder are on the disk too: after a power cut nobody finds the file of before under a new one's name. */
export function flushFolder(folder: string): void {
  // Windows opens no folders, and writes the names down with the files.
  if (process.platform !== 'win32') flush(folder, 'r');
}

function flush(path: string, mode: 'r' | 'r+'): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
