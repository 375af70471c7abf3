import { useEffect } from 'react';

/** Whether a key press is `Ctrl` (or `Cmd` on a Mac) with this key. */
export function isCommand(event: { ctrlKey: boolean; metaKey: boolean; key: string }, key: string): boolean {
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === key.toLowerCase();
}

/** Ctrl/Cmd with a key, anywhere on the screen. */
export function useShortcut(key: string, run: () => void, enabled = true): void {
  useEffect(() => {
    if (!enabled) return;
    const heard = (event: KeyboardEvent): void => {
      if (!isCommand(event, key) || event.defaultPrevented) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [key, run, enabled]);
}
