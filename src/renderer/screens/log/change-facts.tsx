import { useTranslation } from 'react-i18next';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';

/** What names the change, for a technician. */
export function ChangeFacts({ log }: { readonly log: SyncLogRow }) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  return (
    <section aria-label={t('log.facts.title')}>
      <h3>{t('log.facts.title')}</h3>
      <Facts
        items={[
          [t('log.facts.model'), names.one(log.model_name)],
          [t('log.facts.record'), log.model_id],
          [t('log.facts.change'), log.change_id],
          [t('log.facts.number'), formats.number(log.id)],
          [t('log.facts.together'), log.transaction_id],
          [t('log.facts.base'), log.base_version === null ? null : formats.number(log.base_version)],
          [t('log.facts.sequence'), log.receipt && formats.number(log.receipt.sequence)],
          [t('log.facts.reason'), log.error_code],
        ]}
      />
    </section>
  );
}
