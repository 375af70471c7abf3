import type { ChangedEvent } from '../../shared/ipc/envelope.ts';
import type { Timer, Timers } from '../timers.ts';

/** Screens read again at most this often while much changes, in milliseconds. */
const atMostEveryMs = 150;

/** Gathers what has changed and tells it: the first at once, what follows together a moment later. */
export interface ChangedTopics {
  add(topics: Iterable<string>): void;
  onChanged(listener: (event: ChangedEvent) => void): () => void;
  stop(): void;
}

export function createChangedTopics(timers: Timers): ChangedTopics {
  const listeners = new Set<(event: ChangedEvent) => void>();
  const gathered = new Set<string>();
  let timer: Timer | null = null;

  function tell(): void {
    timer = null;
    if (gathered.size === 0) return;
    const event: ChangedEvent = { topics: [...gathered] };
    gathered.clear();
    for (const listener of listeners) listener(event);
    timer = timers.after(atMostEveryMs, tell);
  }

  return {
    add(topics) {
      for (const topic of topics) gathered.add(topic);
      if (!timer) tell();
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => timer?.cancel(),
  };
}
