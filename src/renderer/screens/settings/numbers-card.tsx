import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { limitsOf, settingOf, typedOf, type NumberSetting } from './number-settings.ts';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './settings.module.css';

interface NumbersCardProps {
  readonly title: string;
  readonly settings: Settings;
  readonly names: readonly NumberSetting[];
  readonly actions?: ReactNode;
}

/** Settings that are numbers; saved together, none when one is wrong. */
export function NumbersCard({ title, settings, names, actions }: NumbersCardProps) {
  const { t } = useTranslation();
  const id = useId();
  const announce = useAnnounce();
  const { mutate, isPending, error } = useAction('settings.set');
  const [typed, setTyped] = useState<Partial<Record<NumberSetting, string>>>({});
  const [tried, setTried] = useState(false);
  const textOf = (name: NumberSetting): string => typed[name] ?? typedOf(name, settings);
  const problemOf = (name: NumberSetting): string | undefined =>
    settingOf(name, textOf(name)) === undefined ? t('settings.outOfLimits', limitsOf(name)) : undefined;
  const changed = names.some((name) => textOf(name) !== typedOf(name, settings));

  function save(): void {
    setTried(true);
    const wrong = names.find((name) => problemOf(name) !== undefined);
    if (wrong !== undefined) {
      document.getElementById(`${id}-${wrong}`)?.focus();
      return;
    }
    const values = Object.fromEntries(names.map((name) => [name, settingOf(name, textOf(name))]));
    mutate(values, {
      onSuccess: () => {
        setTyped({});
        setTried(false);
        announce(t('settings.saved'));
      },
    });
  }

  return (
    <Card title={title} actions={actions}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {names.map((name) => {
          const problem = tried ? problemOf(name) : undefined;
          return (
            <Field
              key={name}
              id={`${id}-${name}`}
              label={t(`settings.numbers.${name}.label`)}
              hint={t(`settings.numbers.${name}.hint`)}
              error={problem}
            >
              {({ id: control, describedBy }) => (
                <div className={styles.amount}>
                  <Input
                    id={control}
                    inputMode="decimal"
                    numeric
                    wrong={problem !== undefined}
                    aria-describedby={describedBy}
                    value={textOf(name)}
                    onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                  />
                  <span className={styles.unit}>{t(`settings.numbers.${name}.unit`)}</span>
                </div>
              )}
            </Field>
          );
        })}
        {error && (
          <Notice tone="alert">
            <ErrorText error={error} />
          </Notice>
        )}
        <div className={styles.actions}>
          <Button submits disabled={!changed} busy={isPending}>
            {t('common.save')}
          </Button>
          {changed && (
            <Button
              look="quiet"
              onClick={() => {
                setTyped({});
                setTried(false);
              }}
            >
              {t('settings.undo')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
