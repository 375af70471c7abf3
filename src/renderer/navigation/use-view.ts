import { useMemo, useSyncExternalStore } from 'react';
import { heldHash } from './leave-guard.ts';
import { hashOf, parseView, type View } from './view.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useView(): View {
  const hash = useSyncExternalStore(subscribe, () => heldHash() ?? window.location.hash);
  return useMemo(() => parseView(hash), [hash]);
}

export function go(view: View): void {
  window.location.hash = hashOf(view);
}

/** Goes there without leaving a step behind for "back". */
export function replaceView(view: View): void {
  window.history.replaceState(null, '', hashOf(view));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
