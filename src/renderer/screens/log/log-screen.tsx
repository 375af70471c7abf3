import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../shared/record.ts';
import { Screen } from '../../components/screen.tsx';

export function LogScreen(_props: { readonly status: SyncStatus | null; readonly id: number | null }) {
  const { t } = useTranslation();
  return <Screen title={t('nav.log')}>{null}</Screen>;
}
