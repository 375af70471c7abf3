import Database from 'better-sqlite3';
import { z } from 'zod';

const shownProblems = 3;

const danglingSchema = z.array(z.object({ table: z.string(), rowid: z.number().nullable() }));
/** A row that refers to nothing. */
export type Dangling = z.infer<typeof danglingSchema>[number];

/**
 * Reads the whole database beside whoever works with it and returns what is wrong with it; an empty list when nothing is.
 * @param isRight whether a row that refers to nothing does so rightly
 */
export function checkSqliteFile(
  file: string,
  isRight: (db: Database.Database, row: Dangling) => boolean = () => false,
): string[] {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const opened = db;
    const found: unknown = opened.pragma(`quick_check(${shownProblems})`, { simple: true });
    const dangling = danglingSchema.parse(opened.pragma('foreign_key_check')).filter((row) => !isRight(opened, row));
    const problems = found === 'ok' ? [] : [String(found)];
    if (dangling.length > 0) problems.push(`${dangling.length} references to nothing`);
    return problems;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    db?.close();
  }
}
