import { SyncLogError } from '../shared/errors.ts';
import type { RecordRow } from '../shared/record.ts';
import type { GivenRecord, NumberedRecord } from './read-records.ts';

export interface ListQuery {
  readonly search: string;
  /** Only at a branch. */
  readonly orderBy: string | undefined;
  /** Only at a branch. */
  readonly ascending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Records as the command line works with them, at a branch as at head office. */
export interface RecordsPlace {
  list(model: string, query: ListQuery): Promise<RecordRow[]>;
  get(model: string, id: string): Promise<RecordRow>;
  save(model: string, values: GivenRecord): Promise<RecordRow>;
  /** All or none. @throws SyncLogError naming the line of the first record that cannot be saved */
  saveMany(model: string, given: readonly NumberedRecord[]): Promise<RecordRow[]>;
  remove(model: string, id: string): Promise<{ readonly removed: number }>;
}

/** Says of an error which line of the input it is about. */
export function errorAtLine(error: unknown, given: readonly NumberedRecord[]): unknown {
  if (!(error instanceof SyncLogError) || error.row === undefined) return error;
  const line = given[error.row]?.line;
  if (line === undefined) return error;
  return new SyncLogError(error.code, `Line ${line}: ${error.message} Nothing of the input was saved.`, {
    field: error.field,
    cause: error,
  });
}
