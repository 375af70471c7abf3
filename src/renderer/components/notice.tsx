import type { ReactNode } from 'react';
import { StateShape, type Shape } from './state-shape.tsx';
import styles from './notice.module.css';

interface NoticeProps {
  /** `alert`: something a person must know or do, read out at once. `good`: something is done. `plain`: worth knowing. */
  readonly tone: 'alert' | 'good' | 'plain';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

const shapes: Record<NoticeProps['tone'], Shape> = { alert: 'attention', good: 'confirmed', plain: 'waiting' };

/** A sentence that stays where it belongs until it no longer holds. */
export function Notice({ tone, children, action }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'alert' ? 'alert' : 'status'}>
      <StateShape shape={shapes[tone]} />
      <div className={styles.text}>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
