import { useTranslation } from 'react-i18next';
import { useAnswer } from '../bridge/use-answer.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { useFormats } from '../i18n/use-formats.ts';
import { hashOf, type Screen, type View } from '../navigation/view.ts';
import styles from './navigation.module.css';

interface Item {
  readonly screen: Screen;
  readonly view: View;
  readonly icon: IconName;
  /** Key of its name. */
  readonly text: string;
}

const items: readonly Item[] = [
  { screen: 'sync', view: { screen: 'sync' }, icon: 'sync', text: 'nav.sync' },
  { screen: 'records', view: { screen: 'records', model: null, id: null }, icon: 'records', text: 'nav.records' },
  { screen: 'log', view: { screen: 'log', status: null, id: null }, icon: 'log', text: 'nav.log' },
  {
    screen: 'conflicts',
    view: { screen: 'conflicts', state: 'open', id: null },
    icon: 'conflict',
    text: 'nav.conflicts',
  },
  { screen: 'check', view: { screen: 'check' }, icon: 'check', text: 'nav.check' },
  { screen: 'settings', view: { screen: 'settings' }, icon: 'settings', text: 'nav.settings' },
  { screen: 'diagnostics', view: { screen: 'diagnostics' }, icon: 'pulse', text: 'nav.diagnostics' },
];

const sale: Item = { screen: 'sale', view: { screen: 'sale' }, icon: 'sale', text: 'nav.sale' };

export function Navigation({ current }: { readonly current: Screen }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: models } = useAnswer('records.models', {});
  const { data: status } = useAnswer('sync.status', {});
  const needs = (screen: Screen): number =>
    screen === 'log' ? (status?.counts.failed ?? 0) : screen === 'conflicts' ? (status?.conflicts ?? 0) : 0;
  const sells = models?.some((model) => model.name === 'Sale') ?? true;
  const link = (item: Item, extra: string | undefined) => (
    <a
      className={`${styles.link} ${extra ?? ''}`}
      href={hashOf(item.view)}
      aria-current={current === item.screen ? 'page' : undefined}
    >
      <Icon name={item.icon} />
      <span className={styles.name}>{t(item.text)}</span>
      {needs(item.screen) > 0 && (
        <span className={styles.count} title={t(`nav.needs.${item.screen}`, { count: needs(item.screen) })}>
          <span aria-hidden="true">{formats.number(needs(item.screen))}</span>
          <span className={styles.said}>{t(`nav.needs.${item.screen}`, { count: needs(item.screen) })}</span>
        </span>
      )}
    </a>
  );
  return (
    <nav className={styles.navigation} aria-label={t('nav.label')}>
      <p className={styles.brand}>{t('app.name')}</p>
      <ul className={styles.list}>
        {sells && <li>{link(sale, styles.sale)}</li>}
        {items.map((item) => (
          <li key={item.screen}>{link(item, undefined)}</li>
        ))}
      </ul>
    </nav>
  );
}
