import type { RunCause, Status, SyncRun } from '../../shared/status.ts';
import type { HostEvent } from '../branch/branch.ts';
import { isPaused, mayRun, needsPerson } from './admission.ts';
import { createAutopilot } from './autopilot.ts';
import { createCleanup } from './cleanup.ts';
import { createLockedCredentials } from './locked-credentials.ts';
import type { EnginePorts } from './ports.ts';
import { createRunner } from './runner.ts';
import { buildStatus } from './status.ts';

/** The sync of one branch. Whatever it does by itself begins with `start`; the command line only calls `run`. */
export interface SyncEngine {
  /** Runs now, or after the current run, and resolves with a run that began after the call. */
  run(cause: RunCause): Promise<SyncRun>;
  /** Asks for a run; it starts when nothing speaks against it (a pause, a backoff, lost credentials). */
  request(cause: RunCause): void;
  /** Stops the running sync at the next safe point; false when none runs. */
  cancel(): boolean;
  /** Holds back everything automatic until then (ISO-8601 UTC); null ends a pause. */
  pauseUntil(until: string | null): void;
  /** A local change was committed. */
  changed(): void;
  notify(event: HostEvent): void;
  /** Enrolled, or the address or the credentials have changed: what was known of the connection is forgotten. */
  linkChanged(): void;
  settingsChanged(): void;
  /** Removes old completed logs; a cleanup that is on is joined. Returns how many went. */
  cleanup(): Promise<number>;
  status(): Status;
  start(): void;
  /** Ends a running sync at a safe point (within some seconds) and everything that runs by itself. */
  stop(): Promise<void>;
}

export function createSyncEngine(ports: EnginePorts): SyncEngine {
  const { store, clock } = ports;
  let started = false;
  let suspended = false;
  let stopped = false;
  const active = (): boolean => started && !stopped;

  const admits = (cause: RunCause): boolean =>
    !stopped &&
    mayRun({
      cause,
      facts: store.facts(),
      enrolled: ports.link() !== null,
      suspended,
      backingOff: runner.retryAt() !== null,
      now: clock.now(),
    });
  const runner = createRunner(ports, { admits, automatic: active, lineInDoubt: () => autopilot.lookAtLine() });
  const cleanup = createCleanup(ports);
  const autopilot = createAutopilot(ports, {
    request,
    newsFromMaster: (head) => runner.newsFromMaster(head),
    woke: () => notify('wake'),
    idle: () => !runner.busy && runner.retryAt() === null && admits('watchdog'),
    listening: () => !suspended && !needsPerson(store.facts()),
    connection: runner.connection,
    cleanup,
  });

  const credentials = createLockedCredentials(ports, () => {
    if (active()) autopilot.restart();
  });

  function request(cause: RunCause): void {
    if (!credentials.locked) return runner.request(cause);
    if (!active() || suspended) return;
    void credentials.readAgain(cause).then((had) => {
      if (had) runner.request(cause);
    });
  }
  async function runWithCredentials(cause: RunCause): Promise<SyncRun> {
    await credentials.readAgain(cause);
    // Without them it is skipped, and says why.
    return await runner.run(cause);
  }

  function notify(event: HostEvent): void {
    if (event === 'suspend' || event === 'offline') {
      // The host is to be trusted here; a request on its way would only wait for its time limit.
      suspended = event === 'suspend';
      runner.stop(0);
    }
    if (event === 'wake') {
      suspended = false;
      runner.connection.offset.forget();
      if (active()) autopilot.restart();
    }
    if (event === 'wake' || event === 'online') request(event);
    if (event === 'return') request('wake');
    if (active()) autopilot.lookAtLine();
  }

  return {
    run: (cause) => (credentials.locked ? runWithCredentials(cause) : runner.run(cause)),
    request,
    cancel: () => runner.stop(),
    pauseUntil(until) {
      store.setFacts({ pausedUntil: until });
      // Before the start and after the end nothing runs by itself: a command that ends at once would only cut its sync short.
      if (active()) runner.planAgain();
    },
    changed() {
      if (active() && ports.link()) autopilot.changed();
    },
    notify,
    linkChanged() {
      runner.forgetConnection();
      if (!active()) return;
      autopilot.restart();
      runner.request('start');
    },
    settingsChanged() {
      if (active()) autopilot.restart();
    },
    cleanup: () => cleanup.run(),
    status() {
      const facts = store.facts();
      const counts = store.stats();
      const scheduled = isPaused(facts, clock.now()) ? null : autopilot.nextAt();
      const times = [runner.retryAt(), scheduled].filter((at) => at !== null);
      return buildStatus({
        facts,
        counts,
        held: store.heldCount(),
        conflicts: store.conflictCount(),
        link: ports.link(),
        outOfReach: ports.outOfReach?.() ?? null,
        running: runner.progress(),
        forecast: runner.forecast(counts.pending + counts.syncing),
        nextAttemptAt: times.length > 0 ? Math.min(...times) : null,
        now: clock.now(),
      });
    },
    start() {
      if (started) return;
      started = true;
      autopilot.start();
      runner.request('start');
      runner.planAgain();
    },
    async stop() {
      stopped = true;
      autopilot.stop();
      await runner.close();
    },
  };
}
