import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './button.module.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'> {
  /** `primary`: the one main action of a screen. `danger`: removes something. `quiet`: without an edge. Default: `plain`. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: IconName;
  /** Shows that it was pressed and is working. It stays focusable, so that the keyboard does not lose its place. */
  readonly busy?: boolean;
  readonly submits?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
}

export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  busy = false,
  submits = false,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = [styles.button, styles[look], styles[size], children === undefined ? styles.square : ''].join(' ');
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
