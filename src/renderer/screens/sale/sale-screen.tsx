import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/screen.tsx';

export function SaleScreen() {
  const { t } = useTranslation();
  return <Screen title={t('nav.sale')}>{null}</Screen>;
}
