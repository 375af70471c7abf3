import { statSync } from 'node:fs';
import { SyncLogError } from '../shared/errors.ts';

interface FileIdentity {
  readonly ino: bigint;
  readonly dev: bigint;
}

function identityOf(file: string): FileIdentity | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false });
}

/**
 * A check that the file at a place is still the one that was opened there. Where a system lets an open file be moved, replaced or deleted, SQLite goes on writing
 * into what nobody will ever open again, and everything saved from then on would be gone at the next start.
 * @returns throws SyncLogError `database-failed`
 */
export function watchFileInPlace(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    const now = identityOf(file);
    if (opened && now && now.ino === opened.ino && now.dev === opened.dev) return;
    throw new SyncLogError(
      'database-failed',
      `The database file ${file} was moved, replaced or deleted while SyncLog was open, so nothing was saved. Close SyncLog, put the right file there, then open it again.`,
    );
  };
}
