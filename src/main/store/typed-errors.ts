import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { translateSqliteError } from '../../sqlite/sqlite-error.ts';

/** The same handlers; what SQLite meets while they read (damage, a disk that does not answer) comes with a sentence for people, as it does in a unit of work. */
export function withTypedErrors(handlers: IpcHandlers): IpcHandlers {
  const typed = Object.entries(handlers).map(([channel, handle]) => {
    // Each entry keeps its own channel's types: nothing is done to what goes in or comes out.
    const call = handle as (input: unknown) => unknown;
    return [
      channel,
      async (input: unknown): Promise<unknown> => {
        try {
          return await call(input);
        } catch (error) {
          throw translateSqliteError(error) ?? error;
        }
      },
    ];
  });
  return Object.fromEntries(typed) as IpcHandlers;
}
