import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';

export interface FieldIds {
  readonly id: string;
  /** For the control's `aria-describedby`; absent where there is nothing to say. */
  readonly describedBy: string | undefined;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A control with its label, what helps to fill it in, and what is wrong with it. */
export function Field({ id, label, required = false, hint, error, children }: FieldProps) {
  const { t } = useTranslation();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`${styles.field} ${error ? styles.wrong : ''}`}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {required && <span className={styles.required}>{t('form.required')}</span>}
      </label>
      {children({ id, describedBy })}
      {error && (
        <p className={styles.error} id={errorId} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
