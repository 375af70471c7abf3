/** A value that is read as it stands now, not as it was last painted. */
export interface Cell<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  /** @returns ends it */
  readonly subscribe: (heard: () => void) => () => void;
}

export function createCell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const heard of listeners) heard();
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
