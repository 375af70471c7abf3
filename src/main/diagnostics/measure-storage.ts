import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '../../shared/ipc/diagnostics.ts';
import type { LogGrowth } from '../store/log/log-growth.ts';

/** About what one change takes on the disk with its record, its log row and their indexes, in bytes; rather too much than too little. */
const bytesPerChange = 2048;
const dayMs = 86_400_000;
const longestRunwayDays = 3650;

/** @throws whatever the file system says of a folder that is gone */
export async function measureStorage(dataDir: string, growth: LogGrowth): Promise<Storage> {
  const files = ['branch.sqlite', 'branch.sqlite-wal'].map((name) => join(dataDir, name)).filter(existsSync);
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const { bavail, bsize } = await statfs(dataDir);
  const freeBytes = bavail * bsize;
  return {
    databaseBytes: sizes.reduce((sum, size) => sum + size, 0),
    logRows: growth.rows,
    freeBytes,
    runwayDays: runwayDays(freeBytes, growth),
  };
}

/** Days until the disk is full when people go on working as lately; null when there is too little work to tell, or none that would ever fill it. */
export function runwayDays(freeBytes: number, { first, last }: LogGrowth): number | null {
  if (!first || !last) return null;
  const days = (Date.parse(last.at) - Date.parse(first.at)) / dayMs;
  if (days < 1) return null;
  // Row numbers are never given twice, so their difference counts also what was cleaned up since.
  const perDay = ((last.id - first.id + 1) / days) * bytesPerChange;
  const runway = Math.floor(freeBytes / perDay);
  return runway > longestRunwayDays ? null : runway;
}
