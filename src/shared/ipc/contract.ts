import type { z } from 'zod';
import { accessContract } from './access.ts';
import { backupContract } from './backup.ts';
import { branchContract } from './branch.ts';
import { diagnosticsContract } from './diagnostics.ts';
import { checkContract } from './check.ts';
import { conflictsContract } from './conflicts.ts';
import { logsContract } from './logs.ts';
import { recordsContract } from './records.ts';
import { syncContract } from './sync.ts';
import type { ChangedEvent, IpcAnswer } from './envelope.ts';

/**
 * Every call a screen can make, by channel: what goes in, what comes out. The Electron host carries it over IPC, the browser host over
 * `POST /ipc/<channel>`; both validate both ways.
 */
export const ipcContract = {
  ...accessContract,
  ...backupContract,
  ...branchContract,
  ...diagnosticsContract,
  ...checkContract,
  ...conflictsContract,
  ...syncContract,
  ...logsContract,
  ...recordsContract,
};

export type IpcContract = typeof ipcContract;
export type IpcChannel = keyof IpcContract;
/** What a caller may give (defaults may be left out). */
export type IpcInput<C extends IpcChannel> = z.input<IpcContract[C]['input']>;
/** What a handler gets (defaults filled in). */
export type IpcParsedInput<C extends IpcChannel> = z.output<IpcContract[C]['input']>;
export type IpcOutput<C extends IpcChannel> = z.output<IpcContract[C]['output']>;

export type IpcHandlers<C extends IpcChannel = IpcChannel> = {
  readonly [K in C]: (input: IpcParsedInput<K>) => IpcOutput<K> | Promise<IpcOutput<K>>;
};

export const ipcChannels = Object.keys(ipcContract) as readonly IpcChannel[];

export function isIpcChannel(text: string): text is IpcChannel {
  return Object.hasOwn(ipcContract, text);
}

/** The bridge that the preload script (or the browser host's stand-in for it) puts on `window.synclog`. */
export interface SyncLogBridge {
  /** Calls a channel. Never rejects for a refusal: look at `ok`. */
  call<C extends IpcChannel>(channel: C, input: IpcInput<C>): Promise<IpcAnswer<IpcOutput<C>>>;
  /** Tells of changes; returns how to stop. */
  onChanged(listener: (event: ChangedEvent) => void): () => void;
}
