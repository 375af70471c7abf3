import { useTranslation } from 'react-i18next';
import { useAnswer } from '../bridge/use-answer.ts';
import { Icon } from '../components/icon.tsx';
import { isModalOpen } from '../components/is-modal-open.ts';
import { keepsClear } from '../components/room-below.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { hashOf, type Screen } from '../navigation/view.ts';
import { go } from '../navigation/use-view.ts';
import { useFunctionKey } from './use-function-key.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { Palette } from './palette/palette.tsx';
import { places, salePlace, type Place } from './places.ts';
import styles from './navigation.module.css';

/** The way to every screen, with how much in it needs a person. @param props.current the screen that is shown */
export function Navigation({ current }: { readonly current: Screen }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: models } = useAnswer('records.models', {});
  const { data: status } = useAnswer('sync.status', {});
  const needs = (screen: Screen): number =>
    screen === 'log' ? (status?.counts.failed ?? 0) : screen === 'conflicts' ? (status?.conflicts ?? 0) : 0;
  const sells = models?.some((model) => model.name === 'Sale') ?? true;
  useFunctionKey('F2', () => {
    if (sells && !isModalOpen()) go(salePlace.view);
  });
  const link = (item: Place, extra: string | undefined) => (
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
    <nav {...keepsClear} className={styles.navigation} aria-label={t('nav.label')}>
      <p className={styles.brand}>{t('app.name')}</p>
      <ul className={styles.list}>
        {sells && <li>{link(salePlace, styles.sale)}</li>}
        {places.map((item) => (
          <li key={item.screen}>{link(item, undefined)}</li>
        ))}
      </ul>
      <div className={styles.foot}>
        <Palette />
        <KeyboardHelp />
      </div>
    </nav>
  );
}
