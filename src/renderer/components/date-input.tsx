import { useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createTypedDates } from '../i18n/typed-dates.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Icon } from './icon.tsx';
import { Input } from './input.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './date-input.module.css';

interface DateInputProps {
  readonly id?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly required?: boolean | undefined;
  readonly wrong?: boolean;
  readonly withTime?: boolean;
  /** As HTML writes it: `2026-11-24`, with a time `2026-11-24T09:30`; empty text where there is none. */
  readonly value: string;
  /** null: what is typed is no such value, or not yet. */
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: () => void;
}

/** A day as the app's language writes it: the browser's own control follows the language of the browser, which may be another one. Its calendar can be opened. */
export function DateInput(props: DateInputProps) {
  const { id, describedBy, required, wrong = false, withTime = false, value, onChange, onBlur } = props;
  const { t } = useTranslation();
  const { locale } = useFormats();
  const hintId = useId();
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const dates = useMemo(() => {
    const letters = { day: t('dates.day'), month: t('dates.month'), year: t('dates.year'), time: t('dates.time') };
    return createTypedDates(locale, letters);
  }, [locale, t]);
  const hint = withTime ? dates.hintWithTime : dates.hint;
  const unclear = typed !== null && typed.trim() !== '' && dates.read(typed, withTime) === null;
  return (
    <span className={styles.date}>
      <span className={styles.box}>
        <Input
          id={id}
          wrong={wrong || (left && unclear)}
          aria-describedby={[describedBy, hintId].filter(Boolean).join(' ')}
          aria-required={required || undefined}
          placeholder={hint}
          maxLength={30}
          value={typed ?? dates.write(value)}
          onFocus={() => setLeft(false)}
          onChange={(event) => {
            const text = event.target.value;
            setTyped(text);
            onChange(text.trim() === '' ? '' : dates.read(text, withTime));
          }}
          onBlur={() => {
            setLeft(true);
            // From here on it is shown as everything of its kind.
            if (!unclear) setTyped(null);
            onBlur?.();
          }}
        />
        <button
          type="button"
          className={styles.open}
          aria-label={t('dates.choose')}
          title={t('dates.choose')}
          onClick={() => calendar.current?.showPicker()}
        >
          <Icon name="calendar" />
        </button>
        <input
          ref={calendar}
          type="date"
          className={styles.calendar}
          tabIndex={-1}
          aria-hidden="true"
          value={value.slice(0, 10)}
          onChange={(event) => {
            const day = event.target.value;
            setTyped(null);
            onChange(withTime && day !== '' ? `${day}T${value.slice(11, 16) || '12:00'}` : day);
          }}
        />
      </span>
      <VisuallyHidden>
        <span id={hintId}>{t('dates.as', { hint })}</span>
      </VisuallyHidden>
      {left && unclear && (
        <span className={styles.unclear} role="alert">
          {t('dates.as', { hint })}
        </span>
      )}
    </span>
  );
}
