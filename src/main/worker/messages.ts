import type { TextRef } from '../../shared/text-ref.ts';
import type { ErrorShape } from '../../shared/errors.ts';
import type { ChangedEvent, IpcAnswer } from '../../shared/ipc/envelope.ts';
import type { HostEvent } from '../branch/branch.ts';

/** What the worker is started with. */
export interface WorkerStart {
  readonly dataDir: string;
  readonly host: 'electron' | 'browser';
  /** HTTP goes through the host (Electron's network stack) instead of Node's own. */
  readonly fetchThroughHost: boolean;
  /** Secrets are kept by the host (the system's key store) instead of in a private file. */
  readonly secretsThroughHost: boolean;
  /** What the host found that a person has to know about this computer, each in a sentence. */
  readonly hostWarnings: readonly TextRef[];
}

/** From the host to the worker. */
export type ToWorker =
  | { readonly type: 'call'; readonly seq: number; readonly channel: string; readonly input: unknown }
  | { readonly type: 'notify'; readonly event: HostEvent }
  | { readonly type: 'close' }
  | FetchAnswer
  | SecretAnswer;

/** From the worker to the host. */
export type ToHost =
  | { readonly type: 'opened' }
  | { readonly type: 'failed'; readonly error: ErrorShape }
  | { readonly type: 'answer'; readonly seq: number; readonly answer: IpcAnswer }
  | { readonly type: 'changed'; readonly event: ChangedEvent }
  | FetchQuestion
  | SecretQuestion;

/** A request that the host carries out, named by `id`. */
export type FetchQuestion =
  | {
      readonly type: 'fetch';
      readonly id: number;
      readonly method: string;
      readonly url: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array<ArrayBuffer> | null;
    }
  | { readonly type: 'fetch-abort'; readonly id: number };

/** Its answer, as it arrives. */
export type FetchAnswer =
  | {
      readonly type: 'fetch-head';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly url: string;
      readonly redirected: boolean;
    }
  | { readonly type: 'fetch-chunk'; readonly id: number; readonly chunk: Uint8Array }
  | { readonly type: 'fetch-end'; readonly id: number }
  | { readonly type: 'fetch-error'; readonly id: number; readonly message: string; readonly code: string | undefined };

/** A secret that the host is to read, write or remove. */
export interface SecretQuestion {
  readonly type: 'secret';
  readonly id: number;
  readonly op: 'read' | 'write' | 'remove';
  readonly name: string;
  /** Given when writing. */
  readonly value: string | null;
}

/** `error` is a sentence; then nothing was done. */
export interface SecretAnswer {
  readonly type: 'secret-answer';
  readonly id: number;
  readonly value: string | null;
  readonly error: string | null;
}
