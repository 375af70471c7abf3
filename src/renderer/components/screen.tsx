import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  /** At the end of the title's line. */
  readonly actions?: ReactNode;
  /** Keeps the height of the window: its own parts scroll. Default: false. */
  readonly fixed?: boolean;
  /** Another part of the screen takes the focus. Default: the title does, so that a screen reader says where one is. */
  readonly keepsFocus?: boolean;
  readonly children: ReactNode;
}

export function Screen({ title, actions, fixed = false, keepsFocus = false, children }: ScreenProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.windowTitle', { screen: title });
  }, [t, title]);
  useEffect(() => {
    // At the start of the app the focus stays where the browser puts it; later every change of screen moves it.
    if (!keepsFocus && document.body.dataset['shown'] === 'yes') heading.current?.focus();
    document.body.dataset['shown'] = 'yes';
  }, [keepsFocus]);
  return (
    <div className={fixed ? styles.fixed : styles.flowing}>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
