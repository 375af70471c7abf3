import type { SyncRun } from '../../../shared/status.ts';
import type { TextRef } from '../../../shared/text-ref.ts';

/** What came of a run that a person asked for: always something, also when there was nothing to do. */
export interface RunResult {
  readonly tone: 'good' | 'alert' | 'plain';
  /** Said one after the other. */
  readonly parts: readonly TextRef[];
  /** Why the run failed. */
  readonly error: SyncRun['error'];
}

/** @param left what is still refused or waits after the run; absent where that is not known any more (past runs) */
export function runResult(run: SyncRun, left?: { readonly refused: number; readonly waiting: number }): RunResult {
  const { pushed, pulled, refused, error } = run;
  const counted: readonly (readonly [key: string, count: number])[] = [
    ['sync.result.confirmed', pushed],
    ['sync.result.received', pulled],
    ['sync.result.refused', refused],
  ];
  const parts = counted.filter(([, count]) => count > 0).map(([key, count]) => ({ key, params: { count } }));
  if (run.outcome === 'done') {
    const still = left ? stillOpen(left, refused) : [];
    const nothing: TextRef = {
      key: still.length > 0 ? 'sync.result.nothingSent' : 'sync.result.nothing',
      params: { at: run.endedAt },
    };
    const said = [...(parts.length > 0 ? parts : [nothing]), ...still];
    return { tone: refused > 0 || (left?.refused ?? 0) > 0 ? 'alert' : 'good', parts: said, error: null };
  }
  const tone = run.outcome === 'failed' ? 'alert' : 'plain';
  return { tone, parts, error };
}

/** What head office does not have although the run went well: older refusals, and what waits behind them. */
function stillOpen(left: { readonly refused: number; readonly waiting: number }, refusedNow: number): TextRef[] {
  const refused = left.refused - refusedNow;
  return [
    ...(refused > 0 ? [{ key: 'sync.result.stillRefused', params: { count: refused } }] : []),
    ...(left.waiting > 0 ? [{ key: 'sync.result.stillWaiting', params: { count: left.waiting } }] : []),
  ];
}
