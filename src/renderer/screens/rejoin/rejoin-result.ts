import type { IpcOutput } from '../../../shared/ipc/contract.ts';
import type { TextRef } from '../../../shared/text-ref.ts';
import { runResult, type RunResult } from '../sync/run-result.ts';

/** What came of rejoining, in words. Rejoined and synced are two things: the first stays done when the second was cut off. */
export function rejoinResult({ acknowledged, run }: IpcOutput<'branch.rejoin'>): RunResult {
  const rejoined: TextRef = { key: 'rejoin.result.done', params: {} };
  const arrived: TextRef[] =
    acknowledged > 0 ? [{ key: 'rejoin.result.acknowledged', params: { count: acknowledged } }] : [];
  if (run.outcome === 'done') {
    const { tone, parts } = runResult(run);
    return { tone, parts: [rejoined, ...arrived, ...parts], error: null };
  }
  const later: TextRef = { key: 'rejoin.result.later', params: {} };
  return { tone: 'plain', parts: [rejoined, ...arrived, later], error: run.error };
}
