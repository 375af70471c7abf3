import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsSchema, type Settings } from '../../../shared/settings.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './settings.module.css';

interface TextSettingProps {
  readonly name: 'extraCaFile' | 'updateFeedUrl';
  readonly settings: Settings;
}

/** A setting that is a text or nothing; empty is nothing. */
export function TextSetting({ name, settings }: TextSettingProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const id = useId();
  const announce = useAnnounce();
  const { mutate, isPending, error } = useAction('settings.set');
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const kept = settings[name] ?? '';
  const text = typed ?? kept;

  function save(): void {
    const value = text.trim() || null;
    const valid = settingsSchema.shape[name].safeParse(value).success;
    setWrong(!valid);
    if (!valid) return document.getElementById(id)?.focus();
    mutate(
      { [name]: value },
      {
        onSuccess: () => {
          setTyped(null);
          announce(t('settings.saved'));
        },
      },
    );
  }

  const refused = error ? errorText(error).text : undefined;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        id={id}
        label={t(`settings.desktop.${name}.label`)}
        hint={t(`settings.desktop.${name}.hint`)}
        error={wrong ? t(`settings.desktop.${name}.wrong`) : refused}
      >
        {({ id: control, describedBy }) => (
          <div className={styles.withButton}>
            <Input
              id={control}
              value={text}
              wrong={wrong}
              aria-describedby={describedBy}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button submits disabled={text === kept} busy={isPending}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
