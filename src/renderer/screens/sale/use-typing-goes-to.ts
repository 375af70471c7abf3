import { useEffect, type RefObject } from 'react';

/** What is typed while no field has the focus goes into this one: a scanner does not know where the focus is. */
export function useTypingGoesTo(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (!(target instanceof HTMLElement) || target.closest('textarea, select, dialog')) return;
      if (target instanceof HTMLInputElement && target.type !== 'radio') return;
      input.current?.focus();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [input]);
}
