import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessState } from '../../shared/ipc/access.ts';
import { useAction } from '../bridge/use-action.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { useAnnounce } from '../components/live-region.tsx';
import { useFormats } from '../i18n/use-formats.ts';
import { PinInput } from './pin-input.tsx';
import { useErrorText } from '../i18n/use-error-text.ts';
import styles from './unlock-form.module.css';

/** Asks for the branch PIN. */
export function UnlockForm({ state }: { readonly state: AccessState }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const formats = useFormats();
  const announce = useAnnounce();
  const unlock = useAction('access.unlock');
  const [pin, setPin] = useState('');
  const id = useId();
  const lockedOut = state.lockedOutUntil;
  const refused = unlock.error ? errorText(unlock.error).text : undefined;
  const error = lockedOut ? t('access.lockedOut', { at: formats.time(lockedOut) }) : refused;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate({ pin }, { onSuccess: () => announce(t('access.unlockedNow')), onError: () => setPin('') });
      }}
    >
      <p>{t('access.why')}</p>
      <Field id={id} label={t('access.pin')} error={error}>
        {({ describedBy }) => (
          <PinInput id={id} describedBy={describedBy} value={pin} onChange={setPin} wrong={error !== undefined} />
        )}
      </Field>
      <Button submits look="primary" icon="unlock" busy={unlock.isPending}>
        {t('access.unlock')}
      </Button>
    </form>
  );
}
