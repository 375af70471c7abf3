import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './button.module.css';

interface LinkButtonProps {
  readonly href: string;
  readonly icon?: IconName;
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly size?: 'small' | 'normal' | 'large';
  readonly title?: string;
  /** It leads to what is shown already. */
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A way to another screen that looks like a button. */
export function LinkButton({ href, icon, look = 'plain', size = 'normal', title, current, children }: LinkButtonProps) {
  return (
    <a
      className={[styles.button, styles[look], styles[size]].join(' ')}
      href={href}
      title={title}
      aria-current={current ? 'page' : undefined}
    >
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
