import { ipcMain } from 'electron';
import type { IpcAnswer } from '../../shared/ipc/envelope.ts';
import { callChannel, changedChannel } from '../../shared/ipc/electron-channels.ts';
import { mayCall } from '../desktop/window-policy.ts';
import type { BranchHost } from './branch-host.ts';
import type { MainWindow } from './main-window.ts';

/** Carries the screens' calls to the branch and its events back. The worker validates both ways; here it is checked who is asking. */
export function connectScreens(branch: BranchHost, window: MainWindow): void {
  ipcMain.handle(callChannel, async (event, channel: unknown, input: unknown): Promise<IpcAnswer> => {
    const frame = event.senderFrame;
    const allowed = mayCall({
      windowContentsId: window.contentsId(),
      contentsId: event.sender.id,
      isMainFrame: frame !== null && frame === event.sender.mainFrame,
      url: frame?.url ?? '',
    });
    if (!allowed || typeof channel !== 'string') {
      return { ok: false, error: { code: 'not-allowed', message: 'This page may not speak to SyncLog.' } };
    }
    return await branch.call(channel, input);
  });
  branch.onChanged((event) => window.send(changedChannel, event));
}
