import { useEffect, useEffectEvent } from 'react';

/** One of the keys above the digits, anywhere in the app: no scanner types them, and a hand in a glove finds them. */
export function useFunctionKey(key: `F${number}`, run: () => void): void {
  const pressed = useEffectEvent(run);
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      // The browser has its own for some of them.
      event.preventDefault();
      if (!event.repeat) pressed();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [key]);
}
