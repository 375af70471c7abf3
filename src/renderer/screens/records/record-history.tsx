import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { StateBadge, stateOfStatus } from '../../components/state-badge.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import { ErrorText } from '../../components/error-text.tsx';
import { refusalOf } from '../../i18n/use-error-text.ts';
import styles from './record-sections.module.css';

/** What this branch did with the record and what became of it, as far as the log still holds it. */
export function RecordHistory({ model, id }: { readonly model: ModelDescriptor; readonly id: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  const { data: changes } = useAnswer('records.history', { model: model.name, id }, { enabled: !model.excluded });
  if (model.excluded || !changes) return null;

  function words(change: SyncLogRow): string {
    if (change.action !== 'update' || !change.changed_fields) return t(`records.history.${change.action}`);
    return t('records.history.fields', { fields: change.changed_fields.map((field) => names.field(field)).join(', ') });
  }

  return (
    <section>
      <h3 className={styles.title}>{t('records.history.title')}</h3>
      {changes.length === 0 && <p className={styles.hint}>{t('records.history.none')}</p>}
      <ol className={styles.history}>
        {changes.map((change) => (
          <li key={change.id}>
            <a href={hashOf({ screen: 'log', status: null, id: change.id })}>{words(change)}</a>
            <StateBadge state={stateOfStatus(change.sync_status)} />
            <span className={styles.when}>{formats.dateTime(change.created_at)}</span>
            {change.sync_status === 'failed' && <Reason change={change} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reason({ change }: { readonly change: SyncLogRow }) {
  const refusal = refusalOf(change);
  return (
    refusal && (
      <p className={styles.reason}>
        <ErrorText error={refusal} />
      </p>
    )
  );
}
