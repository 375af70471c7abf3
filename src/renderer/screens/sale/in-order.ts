/** Does work one piece after the other, in the order it was asked for, however long each takes. @returns what the piece came to */
export type InOrder = <T>(work: () => T | Promise<T>) => Promise<T>;

export function createInOrder(): InOrder {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const before = last;
    const done = before.then(work);
    // The next piece is done whatever became of this one, which its own asker hears.
    last = done.catch(() => undefined);
    return await done;
  };
}
