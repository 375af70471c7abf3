import type { SyncRun } from '../../../shared/status.ts';
import type { TextRef } from '../../../shared/text-ref.ts';

/** What came of a run that a person asked for: always something, also when there was nothing to do. */
export interface RunResult {
  readonly tone: 'good' | 'alert' | 'plain';
  /** Said one after the other. */
  readonly parts: readonly TextRef[];
  /** A sentence that is already in words: why the run failed. */
  readonly sentence: string | null;
}

export function runResult(run: SyncRun): RunResult {
  const { pushed, pulled, refused, error } = run;
  const counted: readonly (readonly [key: string, count: number])[] = [
    ['sync.result.confirmed', pushed],
    ['sync.result.received', pulled],
    ['sync.result.refused', refused],
  ];
  const parts = counted.filter(([, count]) => count > 0).map(([key, count]) => ({ key, params: { count } }));
  if (run.outcome === 'done') {
    const nothing: TextRef = { key: 'sync.result.nothing', params: { at: run.endedAt } };
    return { tone: refused > 0 ? 'alert' : 'good', parts: parts.length > 0 ? parts : [nothing], sentence: null };
  }
  const tone = run.outcome === 'failed' ? 'alert' : 'plain';
  return { tone, parts, sentence: error?.message ?? null };
}
