import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pinSchema, type AccessState } from '../../shared/ipc/access.ts';
import { useAction } from '../bridge/use-action.ts';
import { useAnswer } from '../bridge/use-answer.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Field } from '../components/field.tsx';
import { useAnnounce } from '../components/live-region.tsx';
import { useFormats } from '../i18n/use-formats.ts';
import { PinInput } from './pin-input.tsx';
import { useErrorText } from '../i18n/use-error-text.ts';
import styles from './pin-settings.module.css';

/** Sets, changes and removes the branch PIN. */
export function PinSettings() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: state } = useAnswer('access.state', {});
  if (!state) return null;
  const said = !state.pinSet
    ? t('access.none')
    : state.locksAt
      ? t('access.unlockedUntil', { at: formats.time(state.locksAt) })
      : t('access.locked');
  return (
    <Card title={t('access.title')}>
      <p>{said}</p>
      <PinForm key={String(state.pinSet)} state={state} />
      {state.pinSet && <p className={styles.quiet}>{t('access.forgotten')}</p>}
    </Card>
  );
}

function PinForm({ state }: { readonly state: AccessState }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const id = useId();
  const setPin = useAction('access.setPin');
  const [pins, setPins] = useState({ current: '', next: '', again: '' });
  const [tried, setTried] = useState(false);
  const invalid = pinSchema.safeParse(pins.next).success ? undefined : t('access.invalid');
  const different = pins.next === pins.again ? undefined : t('access.different');
  const current = state.pinSet ? pins.current : null;

  function finish(text: string): void {
    setPins({ current: '', next: '', again: '' });
    setTried(false);
    announce(text);
  }
  function save(): void {
    setTried(true);
    if (invalid === undefined && different === undefined) {
      setPin.mutate({ current, pin: pins.next }, { onSuccess: () => finish(t('access.saved')) });
    }
  }
  const field = (name: keyof typeof pins, label: string, error: string | undefined, hint?: string) => (
    <Field id={`${id}-${name}`} label={label} error={error} hint={hint}>
      {({ id: control, describedBy }) => (
        <PinInput
          id={control}
          describedBy={describedBy}
          value={pins[name]}
          onChange={(pin) => setPins((last) => ({ ...last, [name]: pin }))}
          wrong={error !== undefined}
        />
      )}
    </Field>
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {state.pinSet && field('current', t('access.current'), setPin.error ? errorText(setPin.error).text : undefined)}
      {field('next', t('access.new'), tried ? invalid : undefined, t('access.hint'))}
      {field('again', t('access.repeat'), tried ? different : undefined)}
      <div className={styles.actions}>
        <Button submits busy={setPin.isPending}>
          {state.pinSet ? t('access.change') : t('access.set')}
        </Button>
        {state.pinSet && (
          <Button
            look="quiet"
            onClick={() => setPin.mutate({ current, pin: null }, { onSuccess: () => finish(t('access.removed')) })}
          >
            {t('access.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
