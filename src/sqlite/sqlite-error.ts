import { z } from 'zod';
import { SyncLogError, type ErrorCode } from '../shared/errors.ts';

const sqliteErrorSchema = z.object({ code: z.string().startsWith('SQLITE_'), message: z.string() });

const damaged =
  'The database file is damaged, so it was not opened further. Do not delete it: restore the newest file of the backups folder, or call support.';

/** What SQLite's result codes mean to a person. Source: https://sqlite.org/rescode.html */
const translations: readonly { readonly code: string; readonly as: ErrorCode; readonly sentence: string }[] = [
  {
    code: 'SQLITE_FULL',
    as: 'database-full',
    sentence:
      'The disk is full, so nothing could be saved. What was saved before is safe. Free some space, then try again.',
  },
  {
    // The memory that connections share lies in a file beside the database: where the disk is full, it cannot be made large enough.
    code: 'SQLITE_IOERR_SHMSIZE',
    as: 'database-full',
    sentence:
      'The disk is full, so the database could not be opened. What was saved before is safe. Free some space, then try again.',
  },
  {
    code: 'SQLITE_CORRUPT',
    as: 'database-corrupt',
    sentence: damaged,
  },
  {
    code: 'SQLITE_NOTADB',
    as: 'database-corrupt',
    sentence:
      'The database file is not a database (or is damaged at its beginning). Do not delete it: restore the newest file of the backups folder, or call support.',
  },
  {
    code: 'SQLITE_READONLY',
    as: 'database-read-only',
    sentence:
      'The database cannot be written to: its file or folder is read-only. Give this user the right to write there, then try again.',
  },
  {
    code: 'SQLITE_CANTOPEN',
    as: 'data-folder-unusable',
    sentence:
      'The database file cannot be opened or made in the data folder. Check that the folder exists and that this user may write there.',
  },
  {
    code: 'SQLITE_BUSY',
    as: 'database-busy',
    sentence: 'Another program kept the database busy for too long. Nothing was changed. Try again in a moment.',
  },
  {
    code: 'SQLITE_IOERR',
    as: 'database-failed',
    sentence:
      'The disk did not read or write as it should. What was saved before is safe. Check the disk (and antivirus software), then try again.',
  },
  {
    code: 'SQLITE_CONSTRAINT_FOREIGNKEY',
    as: 'missing-reference',
    sentence:
      'Not saved: a record refers to another one that does not exist, or another record still refers to this one.',
  },
];

/** What stands for this problem of the database file itself. */
export function damagedError(problem: unknown): SyncLogError {
  return new SyncLogError('database-corrupt', damaged, { cause: problem });
}

/** True for what SQLite says in general, as of a statement that it does not understand. */
export function isGeneralSqliteError(error: unknown): boolean {
  return sqliteErrorSchema.safeParse(error).data?.code === 'SQLITE_ERROR';
}

/** Our statements are fixed and fit what the migrations make: where a part of it is not there, the text of the schema in the file has changed. */
const lacksWhatWasMade = /^(no such (table|column): |table \w+ has no column named |malformed database schema)/;

/** The SyncLogError that an error of the SQLite driver stands for; undefined for anything else (also for defects in our SQL). */
export function translateSqliteError(error: unknown): SyncLogError | undefined {
  const parsed = sqliteErrorSchema.safeParse(error);
  if (!parsed.success) return undefined;
  if (isGeneralSqliteError(error) && lacksWhatWasMade.test(parsed.data.message)) return damagedError(error);
  // Extended codes such as SQLITE_IOERR_WRITE begin with the code they extend; a full disk can also show as a failed write.
  const match =
    translations.find((item) => item.code === parsed.data.code) ??
    translations.find((item) => parsed.data.code.startsWith(`${item.code}_`));
  return match && new SyncLogError(match.as, match.sentence, { cause: error });
}
