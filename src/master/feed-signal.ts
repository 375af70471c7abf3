import type { MasterStore } from './store/master-store.ts';

/** Tells who listens that the feed has grown, whoever has written to it: this process, or another one on the same database. */
export interface FeedSignal {
  /** After a push in this process. */
  grown(head: number): void;
  onGrown(listener: (head: number) => void): () => void;
  stop(): void;
}

/** How often another process's commits are looked for, in milliseconds. */
const pollEveryMs = 1000;

export function createFeedSignal(store: MasterStore): FeedSignal {
  const listeners = new Set<(head: number) => void>();
  let newest = 0;
  let seen = store.dataVersion();
  const grown = (head: number): void => {
    if (head <= newest) return;
    newest = head;
    for (const listener of listeners) listener(head);
  };
  const timer = setInterval(() => {
    const version = store.dataVersion();
    if (version === seen || listeners.size === 0) return;
    seen = version;
    void store.head().then(grown);
  }, pollEveryMs);
  timer.unref();
  return {
    grown,
    onGrown(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}
