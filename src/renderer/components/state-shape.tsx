import type { ReactNode } from 'react';
import styles from './state-shape.module.css';

export type Shape = 'confirmed' | 'waiting' | 'syncing' | 'attention' | 'offline' | 'paused' | 'local' | 'unconfirmed';

/** One outline per state, told apart without colour: filled disc with a check, clock, arrows, triangle, crossed circle, bars, house, dashed circle. */
const shapes: Record<Shape, ReactNode> = {
  confirmed: (
    <>
      <circle className={styles.solid} cx="8" cy="8" r="6.6" />
      <path className={styles.cut} d="M5 8.300L7.2 10.500L11.2 5.9" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="5.9" />
      <path d="M8 4.800V8L10.2 9.6" />
    </>
  ),
  syncing: (
    <g className={styles.turning}>
      <path d="M13 6.300A5.4 5.4 0 0 0 3.5 5" />
      <path d="M3 9.700A5.4 5.4 0 0 0 12.5 11" />
      <path d="M3.3 2.300V5.200H6.2" />
      <path d="M12.7 13.700V10.800H9.8" />
    </g>
  ),
  attention: (
    <>
      <path className={styles.solid} d="M8 1.800L15 14H1Z" />
      <path className={styles.cut} d="M8 6.200V9.600M8 11.700V11.8" />
    </>
  ),
  offline: (
    <>
      <circle cx="8" cy="8" r="5.9" />
      <path d="M3.9 12.100L12.1 3.9" />
    </>
  ),
  paused: (
    <>
      <circle cx="8" cy="8" r="5.9" />
      <path d="M6.4 5.800V10.200M9.6 5.800V10.2" />
    </>
  ),
  local: <path d="M2.6 7.400L8 2.800L13.4 7.400M4.2 6.400V13.200H11.800V6.4" />,
  unconfirmed: <circle className={styles.dashed} cx="8" cy="8" r="5.9" />,
};

const tones: Record<Shape, string | undefined> = {
  confirmed: styles.accent,
  syncing: styles.accent,
  attention: styles.alert,
  waiting: styles.quiet,
  offline: styles.quiet,
  paused: styles.quiet,
  local: styles.quiet,
  unconfirmed: styles.quiet,
};

/** A state by its shape. The words that belong to it stand beside it. */
export function StateShape({ shape, size = 'small' }: { readonly shape: Shape; readonly size?: 'small' | 'large' }) {
  return (
    <svg
      className={`${styles.shape} ${size === 'large' ? styles.large : ''} ${tones[shape]}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[shape]}
    </svg>
  );
}
