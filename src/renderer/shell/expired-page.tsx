import { useTranslation } from 'react-i18next';
import { StateShape } from '../components/state-shape.tsx';
import styles from './expired-page.module.css';

/** The program no longer accepts this page: nothing on it would be true any more. */
export function ExpiredPage() {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <StateShape shape="attention" size="large" />
      <h1>{t('host.expiredTitle')}</h1>
      <p role="alert">{t('host.expired')}</p>
    </main>
  );
}
