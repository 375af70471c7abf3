import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../shared/ipc/records.ts';
import type { SyncStatus } from '../../shared/record.ts';
import { StateShape, type Shape } from './state-shape.tsx';
import styles from './state-badge.module.css';

const shapes: Record<RecordState, Shape> = {
  waiting: 'waiting',
  sending: 'syncing',
  confirmed: 'confirmed',
  refused: 'attention',
  conflict: 'attention',
  local: 'local',
};

const states: Record<SyncStatus, RecordState> = {
  pending: 'waiting',
  syncing: 'sending',
  completed: 'confirmed',
  failed: 'refused',
};

/** The shape that stands for a record's state where there is no room for its word. */
export function shapeOfRecord(state: RecordState): Shape {
  return shapes[state];
}

/** The words of the log's statuses, as people know them. */
export function stateOfStatus(status: SyncStatus): RecordState {
  return states[status];
}

/** Where a record or a change is on its way to head office: a shape and a word. */
export function StateBadge({ state }: { readonly state: RecordState }) {
  const { t } = useTranslation();
  return (
    <span className={`${styles.badge} ${styles[state]}`}>
      <StateShape shape={shapes[state]} />
      <span className={styles.word}>{t(`state.${state}`)}</span>
    </span>
  );
}
