import { useCallback, useEffect, useRef } from 'react';

/** Asked when a person goes elsewhere while something is unsaved; `leave` goes there after all. */
type Ask = (leave: () => void) => void;

let held: { readonly hash: string } | null = null;

/** The view that stays shown while something on it is unsaved, whatever the address says. */
export function heldHash(): string | null {
  return held?.hash ?? null;
}

/**
 * Keeps the view where it is, and asks, as long as something on it is unsaved. Closing the page is asked about by the browser.
 * @returns lets go at once, for a save that goes on to another view
 */
export function useLeaveGuard(unsaved: boolean, ask: Ask): () => void {
  const latest = useRef(ask);
  const letGo = useRef<() => void>(() => undefined);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!unsaved) return;
    const own = { hash: window.location.hash };
    held = own;
    const release = (): void => {
      if (held === own) held = null;
    };
    const onHashChange = (): void => {
      const wanted = window.location.hash;
      if (held !== own || wanted === own.hash) return;
      window.history.pushState(null, '', own.hash || '#/');
      latest.current(() => {
        release();
        window.location.hash = wanted;
      });
    };
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    letGo.current = release;
    window.addEventListener('hashchange', onHashChange);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      release();
      window.removeEventListener('hashchange', onHashChange);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [unsaved]);
  return useCallback(() => letGo.current(), []);
}
