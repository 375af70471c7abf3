import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../shared/has-code.ts';

/** A line is rarely longer than this on average, in bytes; so many are read from the end for each line asked for. */
const bytesPerLine = 400;

/** The last lines of the app's own log, oldest first; none when there is no log yet. */
export async function readLogTail(dataDir: string, lines: number): Promise<string[]> {
  let file;
  try {
    file = await open(join(dataDir, 'synclog.log'), 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
  try {
    const { size } = await file.stat();
    const length = Math.min(size, lines * bytesPerLine);
    const buffer = Buffer.alloc(length);
    await file.read(buffer, 0, length, size - length);
    const found = buffer.toString('utf8').split('\n').filter(Boolean);
    // Reading began in the middle of a line.
    if (length < size) found.shift();
    return found.slice(-lines);
  } finally {
    await file.close();
  }
}
