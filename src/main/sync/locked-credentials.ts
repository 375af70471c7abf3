import type { RunCause } from '../../shared/status.ts';
import type { EnginePorts } from './ports.ts';

/**
 * What makes it worth asking the key store again: the person's own wish, the sync every few minutes, and what comes with signing in. A change does not: each reading
 * may make the system ask for a password, and a till would ask at every sale.
 */
const asks: ReadonlySet<RunCause> = new Set(['person', 'schedule', 'retry', 'wake', 'online']);

/** Credentials that the key store did not give out. Unlocking it has to be enough: whatever asks for a sync then reads them again. */
export interface LockedCredentials {
  readonly locked: boolean;
  /** Reads them again if this cause is worth it; true when they are there. One reading at a time: whoever comes during one gets its answer. */
  readAgain(cause: RunCause): Promise<boolean>;
}

/** @param regained told, before anybody who asked, when they can be had again */
export function createLockedCredentials(
  { outOfReach, readCredentials, logger }: Pick<EnginePorts, 'outOfReach' | 'readCredentials' | 'logger'>,
  regained: () => void,
): LockedCredentials {
  let reading: Promise<boolean> | null = null;
  // Those that another program keeps do not come here by reading again.
  const locked = (): boolean => outOfReach?.()?.error.code === 'secrets-unavailable';

  async function read(): Promise<boolean> {
    try {
      await readCredentials?.();
    } catch (error) {
      // As good as locked: the next cause asks again.
      logger.error('The credentials could not be read again', { reason: String(error) });
    }
    if (locked()) return false;
    logger.info('The key store gave back the credentials of this branch');
    regained();
    return true;
  }

  return {
    get locked() {
      return locked();
    },
    async readAgain(cause) {
      if (!locked()) return true;
      if (!asks.has(cause)) return false;
      reading ??= read().finally(() => {
        reading = null;
      });
      return await reading;
    },
  };
}
