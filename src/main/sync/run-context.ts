import type { HealthAnswer } from '../../shared/protocol/health.ts';
import type { RunProgress } from '../../shared/status.ts';
import type { MasterLink } from './ports.ts';

/** One run of the sync, as its phases see it. */
export interface RunContext {
  readonly id: string;
  readonly link: MasterLink;
  readonly epoch: string;
  /** What the master said it takes; null when it was not asked for long. */
  readonly limits: HealthAnswer['limits'] | null;
  /** Aborted when the run should end at the next safe point. */
  readonly stopping: AbortSignal;
  /** Aborted when it must end now, in the middle of a request. */
  readonly signal: AbortSignal;
  readonly progress: (change: Partial<Omit<RunProgress, 'startedAt'>>) => void;
  /** The master's time in an answer, with our clock before and after. */
  readonly noteTime: (sentAt: number, receivedAt: number, masterTime: string) => void;
}
