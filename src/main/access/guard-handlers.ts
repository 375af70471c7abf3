import { SyncLogError } from '../../shared/errors.ts';
import { ipcChannels, type IpcChannel, type IpcHandlers } from '../../shared/ipc/contract.ts';
import { accessRules } from './access-rules.ts';
import type { BranchAccess } from './branch-access.ts';
import { withoutContents } from './without-contents.ts';

type Handle = (input: unknown) => unknown;

/**
 * The handlers behind the branch PIN, for hosts where a person sits at the screen. The command line is not guarded: who can run it can read the data folder.
 */
export function guardHandlers(handlers: IpcHandlers, access: BranchAccess): IpcHandlers {
  const guard = (channel: IpcChannel): Handle => {
    // Each handler is typed by its own channel; here they are all alike.
    const handle = handlers[channel] as Handle;
    const rule = accessRules[channel];
    if (rule === 'open') return handle;
    return async (input) => {
      if (access.isOpen()) {
        access.touch();
        return await handle(input);
      }
      if (rule === 'redacted') return withoutContents(await handle(input));
      throw new SyncLogError('pin-required', 'This needs the branch PIN. Unlock it, then try again.', { field: 'pin' });
    };
  };
  // Made from the list of all channels, so that none is missing; the compiler cannot count them.
  return Object.fromEntries(ipcChannels.map((channel) => [channel, guard(channel)])) as unknown as IpcHandlers;
}
