import { useTranslation } from 'react-i18next';
import type { Storage } from '../../../shared/ipc/diagnostics.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../i18n/use-formats.ts';

export function StorageCard({ storage }: { readonly storage: Storage }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { runwayDays } = storage;
  return (
    <Card title={t('diagnostics.storage.title')}>
      <Facts
        items={[
          [t('diagnostics.storage.database'), formats.bytes(storage.databaseBytes)],
          [t('diagnostics.storage.log'), formats.number(storage.logRows)],
          [t('diagnostics.storage.free'), formats.bytes(storage.freeBytes)],
          [
            t('diagnostics.storage.runway'),
            runwayDays === null
              ? t('diagnostics.storage.runwayLong')
              : t('diagnostics.storage.runwayDays', { count: runwayDays }),
          ],
        ]}
      />
    </Card>
  );
}
