import { useTranslation } from 'react-i18next';
import { Notice } from '../components/notice.tsx';

/** In place of a screen whose file could not be read. */
export function UnreadScreen() {
  const { t } = useTranslation();
  return <Notice tone="alert">{t('host.unread')}</Notice>;
}
