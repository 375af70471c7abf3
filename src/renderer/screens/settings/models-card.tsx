import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Card } from '../../components/card.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './settings.module.css';

/** Which kinds of records stay at this branch. Those that exclude themselves always do. */
export function ModelsCard({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const names = useNames();
  const announce = useAnnounce();
  const { data: models = [] } = useAnswer('records.models', {});
  const { mutate, error } = useAction('settings.set');
  const excluded = new Set(settings.excludedModels);

  function change(name: string, stays: boolean): void {
    const next = stays ? [...excluded, name] : [...excluded].filter((other) => other !== name);
    mutate({ excludedModels: next }, { onSuccess: () => announce(t('settings.models.saved')) });
  }

  return (
    <Card title={t('settings.models.title')}>
      <div className={styles.stack}>
        <p className={styles.quiet}>{t('settings.models.text')}</p>
        <fieldset className={styles.choices} aria-label={t('settings.models.title')}>
          {models.map(({ name, excluded: now }) => {
            const itself = now && !excluded.has(name);
            return (
              <label key={name} className={styles.choice}>
                <input
                  type="checkbox"
                  checked={itself || excluded.has(name)}
                  disabled={itself}
                  onChange={(event) => change(name, event.target.checked)}
                />
                {names.many(name)}
              </label>
            );
          })}
        </fieldset>
        {error && (
          <Notice tone="alert">
            <ErrorText error={error} />
          </Notice>
        )}
      </div>
    </Card>
  );
}
