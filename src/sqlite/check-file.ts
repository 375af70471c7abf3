import Database from 'better-sqlite3';

const shownProblems = 3;

/** Reads the whole database beside whoever works with it and returns what is wrong with it; an empty list when nothing is. */
export function checkSqliteFile(file: string): string[] {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const found: unknown = db.pragma(`quick_check(${shownProblems})`, { simple: true });
    const dangling: unknown = db.pragma('foreign_key_check');
    const problems = found === 'ok' ? [] : [String(found)];
    if (Array.isArray(dangling) && dangling.length > 0) problems.push(`${dangling.length} references to nothing`);
    return problems;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    db?.close();
  }
}
