import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/screen.tsx';

export function RecordsScreen(_props: { readonly model: string | null; readonly id: string | null }) {
  const { t } = useTranslation();
  return <Screen title={t('nav.records')}>{null}</Screen>;
}
