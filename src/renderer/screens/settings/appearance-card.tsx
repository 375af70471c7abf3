import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsSchema, type Settings } from '../../../shared/settings.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/input.tsx';
import { Notice } from '../../components/notice.tsx';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './settings.module.css';

/** Applied as soon as it is chosen. */
export function AppearanceCard({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const { mutate, error } = useAction('settings.set');
  const id = useId();
  const { appearance, language } = settingsSchema.shape;
  const choice = <Option extends string>(
    name: 'appearance' | 'language',
    options: readonly Option[],
    choose: (option: Option) => void,
  ) => (
    <Field id={`${id}-${name}`} label={t(`settings.${name}.label`)}>
      {({ id: control }) => (
        <Select
          id={control}
          value={settings[name]}
          onChange={(event) => {
            const chosen = options.find((option) => option === event.target.value);
            if (chosen) choose(chosen);
          }}
        >
          {options.map((option: string) => (
            <option key={option} value={option}>
              {t(`settings.${name}.${option}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <Card title={t('settings.look')}>
      <div className={styles.stack}>
        {choice('appearance', appearance.unwrap().options, (chosen) => mutate({ appearance: chosen }))}
        {choice('language', language.unwrap().options, (chosen) => mutate({ language: chosen }))}
        {error && (
          <Notice tone="alert">
            <ErrorText error={error} />
          </Notice>
        )}
      </div>
    </Card>
  );
}
