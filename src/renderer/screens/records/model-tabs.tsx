import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import styles from './model-tabs.module.css';

interface ModelTabsProps {
  readonly models: readonly ModelDescriptor[];
  readonly current: string;
}

/** Which kind of records is shown. Links, so that each has an address. */
export function ModelTabs({ models, current }: ModelTabsProps) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <nav className={styles.tabs} aria-label={t('records.kinds')}>
      {models.map(({ name }) => (
        <a
          key={name}
          className={styles.tab}
          href={hashOf({ screen: 'records', model: name, id: null })}
          aria-current={name === current ? 'page' : undefined}
        >
          {names.many(name)}
        </a>
      ))}
    </nav>
  );
}
