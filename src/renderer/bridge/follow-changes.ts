import type { QueryClient } from '@tanstack/react-query';
import type { SyncLogBridge } from '../../shared/ipc/contract.ts';
import { topicsOf, type Topic } from './topics.ts';

/** Between two rounds of asking again, in milliseconds: fast enough to be live, slow enough to type beside a hundred thousand changes. */
const betweenRoundsMs = 200;

/**
 * Asks again for what has changed. One round at a time: while much changes, an answer on its way is waited for rather than thrown away, so that screens
 * always move.
 * @returns how to stop
 */
export function followChanges(bridge: SyncLogBridge, queries: QueryClient): () => void {
  const waiting = new Set<Topic>();
  let busy = false;
  let stopped = false;

  async function ask(): Promise<void> {
    busy = true;
    while (waiting.size > 0 && !stopped) {
      const round = [...waiting];
      waiting.clear();
      // A question that fails says so where its answer is shown.
      await Promise.allSettled(round.map((topic) => queries.invalidateQueries({ queryKey: [topic] })));
      await new Promise((resolve) => setTimeout(resolve, betweenRoundsMs));
    }
    busy = false;
  }

  const unsubscribe = bridge.onChanged(({ topics }) => {
    for (const topic of topicsOf(topics)) waiting.add(topic);
    if (!busy) void ask();
  });
  return () => {
    stopped = true;
    unsubscribe();
  };
}
