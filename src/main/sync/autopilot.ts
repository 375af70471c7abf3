import type { RunCause } from '../../shared/status.ts';
import { createAfterChange } from './after-change.ts';
import type { Cleanup } from './cleanup.ts';
import type { ConnectionMemory } from './connection-memory.ts';
import type { EnginePorts } from './ports.ts';
import { createSchedule } from './schedule.ts';
import { createSignal } from './signal.ts';
import { createWatchdog } from './watchdog.ts';

export interface AutopilotParts {
  readonly request: (cause: RunCause) => void;
  /** Head office's feed reaches to there. */
  readonly newsFromMaster: (head: number) => void;
  /** The computer slept, or its clock was set. */
  readonly woke: () => void;
  /** Whether a run would start now if the watchdog asked for one, and none is on or planned. */
  readonly idle: () => boolean;
  readonly listening: () => boolean;
  readonly connection: ConnectionMemory;
  readonly cleanup: Cleanup;
}

/** Everything that makes a sync start without a person: the calendar, local changes, head office's signal, the line's return, the watchdog. */
export interface Autopilot {
  start(): void;
  stop(): void;
  /** Timers and streams made before the computer slept, or for other settings, are worth nothing. */
  restart(): void;
  changed(): void;
  /** The line may have opened or closed. */
  lookAtLine(): void;
  nextAt(): number | null;
}

export function createAutopilot(ports: EnginePorts, parts: AutopilotParts): Autopilot {
  const { store, logger } = ports;
  const { request, cleanup } = parts;
  const clean = (): void => {
    cleanup.run().catch((error: unknown) => logger.error('The cleanup failed', { reason: String(error) }));
  };
  const afterChange = createAfterChange(ports, () => request('change'));
  const schedule = createSchedule(ports, { sync: () => request('schedule'), cleanup: clean });
  const signal = createSignal(ports, parts.connection, {
    wanted: parts.listening,
    reachable: () => request('online'),
    head(event) {
      const { epoch, cursor } = store.facts();
      // A feed that is not the one we know, or shorter than it was: the run finds out what that means (I17).
      if (epoch !== null && (event.epoch !== epoch || event.head < cursor)) request('schedule');
      else parts.newsFromMaster(event.head);
    },
  });
  const watchdog = createWatchdog(ports, {
    onJump: parts.woke,
    onLook() {
      if (schedule.cleanupOverdue()) clean();
      if (afterChange.armed || !parts.idle() || !store.hasDue()) return;
      logger.warn('Changes waited without a timer; syncing now');
      request('watchdog');
    },
  });
  return {
    start() {
      schedule.restart();
      watchdog.start();
      signal.start();
    },
    stop() {
      watchdog.stop();
      schedule.stop();
      signal.stop();
      afterChange.stop();
    },
    restart() {
      schedule.restart();
      signal.start();
    },
    changed: () => afterChange.changed(),
    lookAtLine: () => signal.look(),
    nextAt: () => schedule.nextSyncAt(),
  };
}
