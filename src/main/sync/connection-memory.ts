import { isoTime } from '../../shared/clock.ts';
import type { HealthAnswer } from '../../shared/protocol/health.ts';
import type { Connection } from '../../shared/status.ts';
import { createClockOffset, type ClockOffset } from './clock-offset.ts';
import { checkMaster, connectionStateOf } from './connectivity.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

/** So long a signed challenge is believed, as long as nothing goes wrong: a run that finds nothing to do is then a single request. */
const provenForMs = 600_000;
/** A difference of clocks is written down when it has changed by so much. */
const offsetStepMs = 100;

/** States that end as soon as the master proves itself. */
const absent: ReadonlySet<Connection['state']> = new Set(['unknown', 'no-network', 'unreachable', 'not-our-master']);

/** What is known of the way to head office; the state outlives a restart as a fact of the store. */
export interface ConnectionMemory {
  /** Asks the master to prove itself, and remembers the answer. @throws MasterError; the state follows it */
  prove(
    link: MasterLink,
    options: { readonly signal: AbortSignal; readonly runId?: string; readonly timeoutMs?: number },
  ): Promise<HealthAnswer>;
  /** Whether this master proved itself lately and nothing went wrong since. */
  isProven(): boolean;
  /** What the master said it takes, when it last proved itself. */
  limits(): HealthAnswer['limits'] | null;
  /** An exchange failed: the state follows what the error says about the way. */
  failed(error: unknown): void;
  set(state: Connection['state'], message: string | null): void;
  /** Other credentials or another address: nothing is known any more. */
  forget(): void;
  readonly offset: ClockOffset;
  /** Writes the measured difference of clocks down, when there is news. */
  keepOffset(): void;
}

export function createConnectionMemory(ports: EnginePorts, touched: () => void): ConnectionMemory {
  const { store, clock } = ports;
  const offset = createClockOffset();
  let provenAt: number | null = null;
  let limits: HealthAnswer['limits'] | null = null;

  function set(state: Connection['state'], message: string | null): void {
    const { connection } = store.facts();
    if (connection.state === state && connection.message === message) return;
    const since = connection.state === state ? connection.since : isoTime(clock.now());
    store.setFacts({ connection: { state, since, message } });
    ports.logger.info('The connection to head office has changed', { state });
    touched();
  }
  function failed(error: unknown): void {
    const state = connectionStateOf(error);
    if (state === undefined) return;
    provenAt = null;
    set(state, error instanceof Error ? error.message : null);
  }
  return {
    async prove(link, options) {
      try {
        const { answer, sentAt, receivedAt } = await checkMaster(ports, link, options);
        offset.note(sentAt, receivedAt, answer.time);
        limits = answer.limits;
        provenAt = receivedAt;
        // Whether head office also accepts the branch and its changes is another question; these states ask only whether it is there.
        if (absent.has(store.facts().connection.state)) set('online', null);
        return answer;
      } catch (error) {
        failed(error);
        throw error;
      }
    },
    isProven() {
      const age = provenAt === null ? Number.POSITIVE_INFINITY : clock.now() - provenAt;
      return age >= 0 && age < provenForMs && store.facts().connection.state === 'online';
    },
    limits: () => limits,
    failed,
    set,
    forget() {
      provenAt = null;
      limits = null;
      offset.forget();
    },
    offset,
    keepOffset() {
      const measured = offset.value();
      if (measured === null) return;
      const kept = store.facts().clockOffsetMs;
      if (kept === null || Math.abs(kept - measured) >= offsetStepMs) store.setFacts({ clockOffsetMs: measured });
    },
  };
}
