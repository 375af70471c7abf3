import { useEffect, useRef, type DialogHTMLAttributes, type RefObject } from 'react';
import { useTakeRegion } from './live-region.tsx';

interface ModalProps extends Omit<DialogHTMLAttributes<HTMLDialogElement>, 'onCancel' | 'onMouseDown' | 'open'> {
  /** Has the focus when it opens. */
  readonly first: RefObject<HTMLElement | null>;
  /** Asked when a person presses Escape. */
  readonly onClose: () => void;
  /** Asked when a person clicks beside it. Default: nothing happens then. */
  readonly onClickBeside?: () => void;
}

/** A dialog that is open as long as it is there. The rest of the page is out of reach meanwhile; afterwards the focus is where it was. */
export function Modal({ first, onClose, onClickBeside, ...rest }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const takeRegion = useTakeRegion();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    first.current?.focus();
    const giveBack = takeRegion(element);
    return () => {
      giveBack();
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [takeRegion, first]);
  return (
    // Escape is the dialog's own key; a click beside it does what Escape and its buttons do.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      {...rest}
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault();
        // React passes it on to the drawer that this one was opened from.
        event.stopPropagation();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClickBeside?.();
      }}
    />
  );
}
