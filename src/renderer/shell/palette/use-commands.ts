import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useNames } from '../../i18n/use-names.ts';
import { newRecordId } from '../../navigation/view.ts';
import { go } from '../../navigation/use-view.ts';
import { canBeMade } from '../../screens/records/model-look.ts';
import { places, salePlace, type Place } from '../places.ts';
import type { Finding } from './finding.ts';

/** Every screen, every kind of record, and what can be begun from anywhere. @param syncNow what its action does */
export function useCommands(syncNow: () => void): readonly Finding[] {
  const { t } = useTranslation();
  const names = useNames();
  const { data: models } = useAnswer('records.models', {});
  return useMemo(() => {
    const known = models ?? [];
    const sells = known.some(({ name }) => name === 'Sale');
    const leadTo = ({ screen, view, icon, text }: Place, kind: string): Finding => ({
      key: screen,
      icon,
      name: t(text),
      kind,
      run: () => go(view),
    });
    return [
      ...(sells ? [leadTo(salePlace, t('palette.kind.action'))] : []),
      { key: 'syncNow', icon: 'sync', name: t('sync.now'), kind: t('palette.kind.action'), run: syncNow },
      ...places.map((place) => leadTo(place, t('palette.kind.screen'))),
      ...known.map(({ name }) => ({
        key: `list ${name}`,
        icon: 'records' as const,
        name: names.many(name),
        kind: t('nav.records'),
        run: () => go({ screen: 'records', model: name, id: null }),
      })),
      ...known.filter(canBeMade).map(({ name }) => ({
        key: `make ${name}`,
        icon: 'add' as const,
        name: t('records.make', { model: names.one(name).toLowerCase() }),
        kind: t('palette.kind.action'),
        run: () => go({ screen: 'records', model: name, id: newRecordId }),
      })),
    ];
  }, [models, names, syncNow, t]);
}
