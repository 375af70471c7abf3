import type { Timer } from '../timers.ts';
import { pause } from '../timers.ts';
import type { EnginePorts } from './ports.ts';

export interface Lease {
  /** Aborted when another process holds the lease now (this one slept past its end): the run must end at once (I8). */
  readonly lost: AbortSignal;
  release(): void;
}

/** A process that dies keeps others waiting so long at most. */
const leaseMs = 30_000;
const renewEveryMs = 10_000;
const retryMs = 250;

/** Takes the store's lease, trying for so long while another process holds it; null when it still does. The heartbeat renews it until it is released. */
export async function acquireLease(
  ports: Pick<EnginePorts, 'store' | 'clock' | 'timers' | 'random' | 'owner' | 'logger'>,
  tryForMs: number,
  signal: AbortSignal,
): Promise<Lease | null> {
  const { store, clock, timers, owner } = ports;
  const take = (): boolean => store.takeLease(owner, clock.now(), clock.now() + leaseMs);
  let waited = 0;
  while (!take()) {
    const delay = retryMs + Math.floor(ports.random() * retryMs);
    if (waited + delay > tryForMs || !(await pause(timers, delay, signal))) return null;
    waited += delay;
  }
  const lost = new AbortController();
  let heartbeat: Timer;
  const arm = (): void => {
    heartbeat = timers.after(renewEveryMs, () => {
      if (stillOurs()) arm();
      else lost.abort();
    });
  };
  function stillOurs(): boolean {
    try {
      return take();
    } catch (error) {
      // The database is busy or the disk is full: the lease runs on for a while, and the next heartbeat may succeed.
      ports.logger.warn('The lease could not be renewed', { reason: String(error) });
      return true;
    }
  }
  arm();
  return {
    lost: lost.signal,
    release() {
      heartbeat.cancel();
      store.releaseLease(owner);
    },
  };
}
