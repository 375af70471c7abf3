import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor } from '../../../shared/ipc/records.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Facts } from '../../components/facts.tsx';
import { RevealButton } from '../../components/reveal-button.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { useValueText } from '../../i18n/use-value-text.ts';
import styles from './change-data.module.css';

interface ChangeDataProps {
  readonly log: SyncLogRow;
  /** What stands beneath; it comes with the fields, so that they do not push it down. */
  readonly children: ReactNode;
}

/** The fields that the change is about, as they are now or as they were sent; sensitive ones are masked until a person asks. */
export function ChangeData({ log, children }: ChangeDataProps) {
  const { t } = useTranslation();
  const names = useNames();
  const say = useValueText();
  const [revealed, setRevealed] = useState(false);
  const { data: models } = useAnswer('records.models', {});
  const model = models?.find((known) => known.name === log.model_name);
  const kept = log.data;
  const current = useAnswer('records.get', { model: log.model_name, id: log.model_id }, { enabled: kept === null });
  const record = kept ?? current.data?.record;
  if (!models || (kept === null && current.isPending)) return <div aria-busy="true" />;
  // It was removed meanwhile, or is of a kind that this branch does not know.
  if (!model || !record) return children;
  const fields = model.fields.filter((field) => log.changed_fields?.includes(field.name) ?? true);
  const titles = kept ? {} : (current.data?.referenceTitles ?? {});
  const masked = fields.some((field) => field.sensitive);
  const text = (field: FieldDescriptor): string =>
    field.sensitive && !revealed
      ? t('log.data.masked')
      : (titles[field.name] ?? say(field, record[field.name] ?? null));
  return (
    <>
      <section aria-label={t('log.data.title')}>
        <header className={styles.head}>
          <h3>{t(kept ? 'log.data.kept' : log.changed_fields ? 'log.data.changed' : 'log.data.title')}</h3>
          {masked && (
            <RevealButton revealed={revealed} onReveal={setRevealed}>
              {t('log.data.reveal')}
            </RevealButton>
          )}
        </header>
        <Facts items={fields.map((field) => [names.field(field.name), text(field)])} />
      </section>
      {children}
    </>
  );
}
