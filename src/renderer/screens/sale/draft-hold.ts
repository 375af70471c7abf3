/** Gives back what is held; a page that ends, however it ends, gives it back too. */
type Release = () => void;

// Not in every place where screens are tested.
const locksHere = (): LockManager | undefined => navigator.locks;
const nameOf = (id: string): string => `sale-draft-${id}`;

/** Takes a draft that no other page of this branch has, so that two windows do not go on with the same sale. @returns null when another page has it */
export async function takeDraft(id: string): Promise<Release | null> {
  const locks = locksHere();
  if (!locks) return () => undefined;
  return await new Promise((resolve, reject) => {
    locks
      .request(nameOf(id), { ifAvailable: true }, (lock) =>
        lock ? new Promise<void>((release) => resolve(release)) : resolve(null),
      )
      .catch(reject);
  });
}

/** Holds the draft that is on the screen, from the moment that no one else does. */
export function holdDraft(id: string): Release {
  const gone = new AbortController();
  let release: Release = () => gone.abort();
  locksHere()
    ?.request(nameOf(id), { signal: gone.signal }, () => new Promise<void>((end) => (release = end)))
    .catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
  return () => release();
}
