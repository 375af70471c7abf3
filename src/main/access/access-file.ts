import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import { writePrivateFile } from '../branch/private-file.ts';
import { pinHashSchema } from './pin-hash.ts';

const contentSchema = z.strictObject({
  pin: pinHashSchema.nullable(),
  /** Wrong tries in a row. Kept on the disk, so that starting the app again gives no new ones. */
  failures: z.number().int().nonnegative(),
  /** Milliseconds since 1970; null = not locked out. */
  lockedOutUntil: z.number().int().nullable(),
});
export type AccessContent = z.infer<typeof contentSchema>;

const empty: AccessContent = { pin: null, failures: 0, lockedOutUntil: null };

/** `access.json` of the data folder, readable by this user alone. */
export interface AccessFile {
  /** @throws SyncLogError `data-folder-unusable` for a damaged file: it must not open what it protects */
  read(): AccessContent;
  write(content: AccessContent): void;
  /** For somebody who forgot the PIN and can use this computer's command line: whatever the file holds, it holds no PIN afterwards. */
  clear(): void;
}

export function createAccessFile(dataDir: string): AccessFile {
  const file = join(dataDir, 'access.json');
  return {
    read() {
      if (!existsSync(file)) return empty;
      try {
        return contentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch (error) {
        const what = `${file} is damaged, so the branch PIN cannot be checked`;
        const remedy = 'Run "synclog branch unpin --data-dir …" on this computer, then set a new PIN';
        throw new SyncLogError('data-folder-unusable', `${what}. ${remedy}.`, { cause: error });
      }
    },
    write: (content) => writePrivateFile(file, JSON.stringify(content)),
    clear: () => writePrivateFile(file, JSON.stringify(empty)),
  };
}
