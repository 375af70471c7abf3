import type { Branch } from '../main/branch/branch.ts';
import { describeZodError, SyncLogError } from '../shared/errors.ts';
import {
  ipcContract,
  type IpcChannel,
  type IpcInput,
  type IpcOutput,
  type IpcParsedInput,
} from '../shared/ipc/contract.ts';

/** Opens the branch in this process, beside an app that may be open on the same data, and closes it however the work ends. */
export async function withBranch<T>(dataDir: string, work: (branch: Branch) => Promise<T>): Promise<T> {
  // Loaded only where it is needed: head office's commands start without it.
  const { openBranch } = await import('../main/branch/open-branch.ts');
  const branch = await openBranch({ dataDir, host: 'cli' });
  try {
    return await work(branch);
  } finally {
    await branch.close();
  }
}

/**
 * Calls one channel of the branch, its input checked as at every other host.
 * @throws SyncLogError `invalid-input`, and whatever the channel throws
 */
export async function call<C extends IpcChannel>(
  branch: Branch,
  channel: C,
  input: IpcInput<C>,
): Promise<IpcOutput<C>> {
  const parsed = ipcContract[channel].input.safeParse(input);
  if (!parsed.success) throw new SyncLogError('invalid-input', `Nothing was done: ${describeZodError(parsed.error)}.`);
  // The schema of this very channel has made it.
  return await branch.handlers[channel](parsed.data as IpcParsedInput<C>);
}

/** One call on a branch that is open for it alone. */
export async function callBranch<C extends IpcChannel>(
  dataDir: string,
  channel: C,
  input: IpcInput<C>,
): Promise<IpcOutput<C>> {
  return await withBranch(dataDir, (branch) => call(branch, channel, input));
}
