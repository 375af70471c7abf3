import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { SyncLogBridge } from '../shared/ipc/contract.ts';
import type { ChangedEvent } from '../shared/ipc/envelope.ts';
import { callChannel, changedChannel } from '../shared/ipc/electron-channels.ts';

/** All that the screens have of the world. The main process checks who asks and what; nothing is decided here. */
const bridge: SyncLogBridge = {
  call: (channel, input) => ipcRenderer.invoke(callChannel, channel, input),
  onChanged(listener) {
    // The event object stays here: it holds the way to the main process.
    const heard = (_event: IpcRendererEvent, message: ChangedEvent): void => listener(message);
    ipcRenderer.on(changedChannel, heard);
    return () => void ipcRenderer.removeListener(changedChannel, heard);
  },
};

contextBridge.exposeInMainWorld('synclog', Object.freeze(bridge));
