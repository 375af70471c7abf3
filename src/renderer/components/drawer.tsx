import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import { keepsClear } from './room-below.ts';
import styles from './drawer.module.css';

interface DrawerProps {
  readonly title: string;
  /** Beside the title: a badge, for example. */
  readonly aside?: ReactNode;
  /** Asked when a person wants it closed: Escape, the cross, a click outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel over the screen for one thing of it. The rest is out of reach meanwhile; the keyboard comes back to where it was. */
export function Drawer({ title, aside, onClose, children }: DrawerProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  return (
    <Modal
      first={heading}
      className={styles.drawer}
      aria-labelledby={titleId}
      onClose={onClose}
      onClickBeside={onClose}
    >
      <div className={styles.panel}>
        <header className={styles.head}>
          <h2 className={styles.title} id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {aside}
          <Button
            look="quiet"
            icon="close"
            aria-label={t('common.close')}
            title={t('common.close')}
            onClick={onClose}
          />
        </header>
        {children}
      </div>
    </Modal>
  );
}

/** The part that scrolls. */
export function DrawerBody({ children }: { readonly children: ReactNode }) {
  return (
    // Its text can be scrolled with the keyboard, also where nothing in it takes the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.body} tabIndex={0} data-quiet-focus="">
      {children}
    </div>
  );
}

/** Actions at the end, always in sight. */
export function DrawerFoot({ children }: { readonly children: ReactNode }) {
  return (
    <footer {...keepsClear} className={styles.foot}>
      {children}
    </footer>
  );
}
