import { useEffect, useRef, type RefObject } from 'react';

interface Modal<First extends HTMLElement> {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** Has the focus when it opens. */
  readonly first: RefObject<First | null>;
}

/** A dialog that is open as long as it is there. The rest of the page is out of reach meanwhile; afterwards the focus is where it was. */
export function useModal<First extends HTMLElement>(): Modal<First> {
  const dialog = useRef<HTMLDialogElement>(null);
  const first = useRef<First>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    first.current?.focus();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return { dialog, first };
}
