import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { ChangedEvent } from '../../shared/ipc/envelope.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { RunCause } from '../../shared/status.ts';

/** What a host learns from its computer and passes on. `return`: somebody came back to it. */
export type HostEvent = 'wake' | 'suspend' | 'online' | 'offline' | 'return';

/** A branch that is open: its records, its log and its sync. Every host and the command line work through this. */
export interface Branch {
  readonly handlers: IpcHandlers;
  /** Bulk work that no screen asks for: all rows or none, one local transaction, each record travelling on its own. */
  readonly records: {
    saveMany(model: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<RecordRow[]>;
  };
  /** Tells which topics changed, at most a few times a second; returns how to stop. */
  onChanged(listener: (event: ChangedEvent) => void): () => void;
  /** Starts what runs by itself: schedules, the signal from head office, the sync after a change. The command line does not call it. */
  start(): void;
  /** Asks for a sync; a run that is on is followed by one more. */
  request(cause: RunCause): void;
  notify(event: HostEvent): void;
  /** Ends a running sync at a safe point, then closes the database. */
  close(): Promise<void>;
}

/** Keeps the branch's token where the host can keep it best (the system's key store, or a private file). */
export interface SecretStore {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
