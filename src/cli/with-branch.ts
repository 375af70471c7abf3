import type { Branch } from '../main/branch/branch.ts';
import { describeZodError, SyncLogError } from '../shared/errors.ts';
import {
  ipcContract,
  type IpcChannel,
  type IpcInput,
  type IpcOutput,
  type IpcParsedInput,
} from '../shared/ipc/contract.ts';

/**
 * Opens the branch in this process, beside an app that may be open on the same data, and closes it however the work ends. What is not as it should be with the
 * installation is said on stderr, as the app says it on its screens.
 */
export async function withBranch<T>(dataDir: string, work: (branch: Branch) => Promise<T>): Promise<T> {
  // Loaded only where it is needed: head office's commands start without it.
  const { openBranch } = await import('../main/branch/open-branch.ts');
  const branch = await openBranch({ dataDir, host: 'cli' });
  try {
    await sayWarnings(branch);
    return await work(branch);
  } finally {
    await branch.close();
  }
}

async function sayWarnings(branch: Branch): Promise<void> {
  const info = await call(branch, 'app.info', {});
  // A command that fails for such an error says it itself, and another one needs not what it is about.
  const warnings = info.warnings.filter(({ key }) => key !== 'warnings.error');
  if (warnings.length === 0) return;
  // Hardly ever needed.
  const { createTexts } = await import('../main/text.ts');
  const texts = await createTexts();
  for (const warning of warnings) process.stderr.write(`${texts.say(warning)}\n`);
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
