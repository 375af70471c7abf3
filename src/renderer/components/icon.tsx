import type { ReactNode } from 'react';
import styles from './icon.module.css';

export type IconName =
  | 'sync'
  | 'records'
  | 'log'
  | 'settings'
  | 'sale'
  | 'search'
  | 'close'
  | 'add'
  | 'up'
  | 'down'
  | 'pause'
  | 'play'
  | 'eye'
  | 'eye-off'
  | 'trash'
  | 'retry'
  | 'undo'
  | 'keyboard'
  | 'chevron'
  | 'check'
  | 'conflict'
  | 'print'
  | 'pulse'
  | 'lock'
  | 'unlock'
  | 'download'
  | 'calendar';

const paths: Record<IconName, ReactNode> = {
  calendar: (
    <>
      <rect x="2.5" y="3.5" width="11" height="10" rx="1.5" />
      <path d="M2.5 6.8H13.5" />
      <path d="M5.5 2V4.5" />
      <path d="M10.5 2V4.5" />
    </>
  ),
  sync: (
    <>
      <path d="M13.2 6.2A5.6 5.6 0 0 0 3.3 5" />
      <path d="M2.8 9.8A5.6 5.6 0 0 0 12.7 11" />
      <path d="M3 2.2V5.2H6" />
      <path d="M13 13.8V10.8H10" />
    </>
  ),
  records: (
    <>
      <rect x="2.2" y="3" width="11.6" height="10" rx="1.4" />
      <path d="M2.2 6.4H13.8M2.2 9.7H13.8M6.2 6.4V13" />
    </>
  ),
  log: <path d="M5.6 4H13.6M5.6 8H13.6M5.6 12H13.6M2.4 4H2.6M2.4 8H2.6M2.4 12H2.6" />,
  settings: (
    <>
      <path d="M2.2 4.6H8M12 4.6H13.8M2.2 11.4H4M8 11.4H13.8" />
      <circle cx="10" cy="4.6" r="1.9" />
      <circle cx="6" cy="11.4" r="1.9" />
    </>
  ),
  sale: (
    <>
      <path d="M3.4 2.4H12.6V13.8L10.8 12.6L9.4 13.8L8 12.6L6.6 13.8L5.2 12.6L3.4 13.8Z" />
      <path d="M6 5.6H10M6 8.4H10" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.4" />
      <path d="M10.4 10.4L13.6 13.6" />
    </>
  ),
  close: <path d="M4 4L12 12M12 4L4 12" />,
  add: <path d="M8 3.2V12.8M3.2 8H12.8" />,
  up: <path d="M4.4 9.6L8 6L11.6 9.6" />,
  down: <path d="M4.4 6.4L8 10L11.6 6.4" />,
  pause: <path d="M5.6 3.6V12.4M10.4 3.6V12.4" />,
  play: <path d="M5.2 3.4L12.2 8L5.2 12.6Z" />,
  eye: (
    <>
      <path d="M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8Z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  'eye-off': (
    <>
      <path d="M6.2 4.1A6 6 0 0 1 8 3.8C12 3.8 14.4 8 14.4 8A12 12 0 0 1 12.4 10.4M4 5.2A11.6 11.6 0 0 0 1.6 8S4 12.2 8 12.200A6 6 0 0 0 10.6 11.6" />
      <path d="M2.4 2.400L13.6 13.6" />
    </>
  ),
  trash: <path d="M2.8 4.4H13.2M6.2 4.4V2.8H9.8V4.4M4 4.4L4.6 13.200H11.400L12 4.400M6.8 7V10.800M9.2 7V10.8" />,
  retry: (
    <>
      <path d="M3.2 8A4.8 4.8 0 1 0 5 4.2" />
      <path d="M5.6 1.800L4.8 4.400L7.4 5.2" />
    </>
  ),
  undo: <path d="M6 3.4L3 6.4L6 9.4M3.2 6.4H10A3.1 3.1 0 0 1 10 12.6H7" />,
  keyboard: (
    <>
      <rect x="1.8" y="4.2" width="12.4" height="7.6" rx="1.2" />
      <path d="M4.4 6.8H4.5M7 6.8H7.1M9.6 6.8H9.7M11.6 6.8H11.7M5 9.400H11" />
    </>
  ),
  chevron: <path d="M6.4 4.400L10 8L6.4 11.6" />,
  conflict: (
    <>
      <path d="M8 13.600V9L3.400 3.600M8 9L12.600 3.600" />
      <path d="M3.200 6.400V3.400H6.200M12.800 6.400V3.400H9.800" />
    </>
  ),
  print: (
    <>
      <path d="M4.600 6V2.600H11.400V6" />
      <rect x="2.400" y="6" width="11.200" height="5.200" rx="1.200" />
      <path d="M4.600 9.400H11.400V13.400H4.600Z" />
    </>
  ),
  pulse: <path d="M1.8 8.400H4.600L6.400 3.600L9.400 12.600L11.200 8.400H14.200" />,
  lock: (
    <>
      <rect x="3.2" y="7" width="9.6" height="6.6" rx="1.2" />
      <path d="M5.2 7V5.2A2.8 2.8 0 0 1 10.8 5.2V7" />
    </>
  ),
  unlock: (
    <>
      <rect x="3.2" y="7" width="9.6" height="6.6" rx="1.2" />
      <path d="M5.2 7V5.2A2.8 2.8 0 0 1 10.600 4.2" />
    </>
  ),
  download: <path d="M8 2.400V10M4.800 7L8 10.200L11.200 7M2.800 13.400H13.200" />,
  check: <path d="M3.4 8.400L6.6 11.600L12.8 4.8" />,
};

/** A picture beside words; never the only carrier of a meaning, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {paths[name]}
    </svg>
  );
}
