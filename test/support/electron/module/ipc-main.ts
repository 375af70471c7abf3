import { contentsOf } from './browser-window.ts';
import { hear, tell } from './desktop-link.ts';
import { createEvent, modelled } from './modelled.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

export const ipcMain = modelled('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
});

hear('window-invoke', ({ seq, id, isMainFrame, url, channel, args }) => {
  const sender = contentsOf(id);
  const senderFrame = isMainFrame ? sender?.mainFrame : { url };
  const event = createEvent({ sender, senderFrame, frameId: 1, processId: 1, type: 'frame' }) as unknown;
  const handler = handlers.get(channel);
  Promise.resolve()
    .then(() => {
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return handler(event as Electron.IpcMainInvokeEvent, ...args);
    })
    .then(
      (value) => tell({ type: 'window-reply', seq, value: structuredClone(value), error: null }),
      // A thrown error loses all but its message on the way, as in Electron.
      (error: unknown) =>
        tell({
          type: 'window-reply',
          seq,
          value: null,
          error: `Error invoking remote method '${channel}': ${String(error)}`,
        }),
    );
});
