import type { HeadEvent } from '../../shared/protocol/events.ts';
import { MasterError } from '../master-client/master-error.ts';
import { pause } from '../timers.ts';
import type { ConnectionMemory } from './connection-memory.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

export interface SignalHooks {
  /** Whether head office should be listened to at all now. */
  readonly wanted: () => boolean;
  /** Head office has just proved itself, after it could not be reached. */
  readonly reachable: () => void;
  /** How far the feed reaches: told as soon as the stream is open, and whenever it grows, so that nothing is missed between two streams. */
  readonly head: (event: HeadEvent) => void;
}

/**
 * Listens to head office, and while it cannot be reached asks again and again, cheaply, so that the line's return is noticed within a second or two at first
 * and within a quarter of a minute in the long run.
 */
export interface Signal {
  start(): void;
  stop(): void;
  /** Something happened that may have opened or closed the line: look now instead of later. */
  look(): void;
}

/** While an outage is young it often ends soon: looked at every second. */
const youngOutageMs = 120_000;
const slowestProbeMs = 15_000;
/** A line that swallows packets answers late or never; most looks give up early, every third one gives a slow line its time. */
const probeTimeoutsMs = [1500, 4000, 10_000] as const;
/** A stream that lived shorter than this has failed, whatever the reason. */
const stableStreamMs = 30_000;

/** Milliseconds until the next look at a line that has been down for so long. */
export function probeDelay(downForMs: number, random: () => number): number {
  const middle =
    downForMs < youngOutageMs ? 1000 : Math.min(slowestProbeMs / 1.2, 1000 + (downForMs - youngOutageMs) / 20);
  return Math.floor(middle * (0.8 + random() * 0.4));
}

export function createSignal(
  ports: Pick<EnginePorts, 'clock' | 'timers' | 'random' | 'link' | 'logger'>,
  connection: ConnectionMemory,
  hooks: SignalHooks,
): Signal {
  const { clock, timers, logger } = ports;
  let stopped = new AbortController();
  /** Ends the current pause. */
  let nudge = new AbortController();
  /** Set while a stream is open: makes sure that the line is still alive. */
  let recheck: (() => void) | null = null;

  const wait = async (milliseconds: number, stop: AbortSignal): Promise<void> => {
    await pause(timers, milliseconds, AbortSignal.any([stop, nudge.signal]));
    if (nudge.signal.aborted) nudge = new AbortController();
  };

  async function listen(link: MasterLink, stop: AbortSignal): Promise<void> {
    const ended = new AbortController();
    recheck = () => {
      connection.prove(link, { signal: stop, timeoutMs: probeTimeoutsMs[1] }).catch((error: unknown) => {
        logger.info('The line to head office is gone', { reason: String(error) });
        ended.abort();
      });
    };
    try {
      await link.client.events(AbortSignal.any([stop, ended.signal]), {
        opened: () => logger.debug('Head office tells when something is new'),
        head: hooks.head,
      });
    } finally {
      recheck = null;
    }
  }

  async function loop(stop: AbortSignal): Promise<void> {
    let downSince: number | null = null;
    let looks = 0;
    let brokenStreams = 0;
    while (!stop.aborted) {
      const link = hooks.wanted() ? ports.link() : null;
      if (!link) {
        downSince = null;
        await wait(slowestProbeMs, stop);
        continue;
      }
      try {
        await connection.prove(link, {
          signal: stop,
          timeoutMs: probeTimeoutsMs[looks % probeTimeoutsMs.length] ?? probeTimeoutsMs[0],
        });
      } catch (error) {
        if (!(error instanceof MasterError))
          logger.error('Looking for head office failed by a defect', { reason: String(error) });
        downSince = downSince === null ? clock.now() : Math.min(downSince, clock.now());
        looks += 1;
        await wait(probeDelay(clock.now() - downSince, ports.random), stop);
        continue;
      }
      if (stop.aborted) return;
      // Only after a look that failed: the failure of a run must not become the cause of the next one.
      if (downSince !== null) hooks.reachable();
      downSince = null;
      looks = 0;
      const openedAt = clock.now();
      try {
        await listen(link, stop);
      } catch (error) {
        if (stop.aborted) return;
        if (error instanceof MasterError && error.code === 'unauthorized') connection.failed(error);
        logger.info('The signal of head office has ended', {
          reason: error instanceof MasterError ? error.code : String(error),
        });
      }
      brokenStreams = clock.now() - openedAt < stableStreamMs ? brokenStreams + 1 : 0;
      // A proxy that cuts every stream must not be asked every second for ever; the schedule syncs all the same.
      await wait(Math.min(60_000, 200 * 2 ** Math.min(brokenStreams, 12)) * (0.5 + ports.random() * 0.5), stop);
    }
  }
  return {
    start() {
      stopped.abort();
      stopped = new AbortController();
      loop(stopped.signal).catch((error: unknown) =>
        logger.error('Listening to head office ended by a defect', { reason: String(error) }),
      );
    },
    stop: () => stopped.abort(),
    look() {
      if (recheck) recheck();
      else nudge.abort();
    },
  };
}
