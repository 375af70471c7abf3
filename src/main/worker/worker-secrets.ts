import { SyncLogError } from '../../shared/errors.ts';
import type { SecretStore } from '../branch/branch.ts';
import type { SecretAnswer, SecretQuestion } from './messages.ts';

/** Secrets that the host keeps (in the system's key store), seen from the worker. Nothing of them is written on this side. */
export interface WorkerSecrets {
  readonly store: SecretStore;
  /** Takes the host's answer. */
  take(answer: SecretAnswer): void;
}

export function createWorkerSecrets(ask: (question: SecretQuestion) => void): WorkerSecrets {
  const waiting = new Map<number, (answer: SecretAnswer) => void>();
  let lastId = 0;

  function send(op: SecretQuestion['op'], name: string, value: string | null): Promise<string | null> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        if (answer.error === null) resolve(answer.value);
        else reject(new SyncLogError('secrets-unavailable', answer.error));
      });
      ask({ type: 'secret', id, op, name, value });
    });
  }

  return {
    store: {
      read: (name) => send('read', name, null),
      write: async (name, value) => void (await send('write', name, value)),
      remove: async (name) => void (await send('remove', name, null)),
    },
    take(answer) {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
  };
}
