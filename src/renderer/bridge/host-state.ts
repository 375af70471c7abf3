/** Whether the program behind the page answers: `gone` while it does not, `expired` when it no longer accepts this page. */
export type HostState = 'here' | 'gone' | 'expired';

/** Shared by the bridge, which finds out, and the shell, which says so. */
export interface HostWatch {
  get(): HostState;
  set(state: HostState): void;
  subscribe(listener: () => void): () => void;
}

export function createHostWatch(): HostWatch {
  let current: HostState = 'here';
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(state) {
      // A link that is no longer valid does not become valid again.
      if (state === current || current === 'expired') return;
      current = state;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
