/** Whether an error is the one that Node names so, for example `ENOENT`. For those of SyncLog's own see `SyncLogError`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
