import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import type { FieldIds } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import styles from './record-form.module.css';

interface SensitiveControlProps extends FieldIds {
  readonly label: string;
  /** The control itself, once it may be seen. */
  readonly children: ReactNode;
}

/** Of no length in particular: how long the value is, is the value's business. */
export const mask = '••••••••';

/** Keeps a value covered until a person asks to see it. */
export function SensitiveControl({ id, describedBy, label, children }: SensitiveControlProps) {
  const { t } = useTranslation();
  const [revealed, setRevealed] = useState(false);
  const words = t(revealed ? 'records.hide' : 'records.reveal', { field: label });
  return (
    <div className={styles.sensitive}>
      {revealed ? children : <Input id={id} aria-describedby={describedBy} readOnly value={mask} />}
      <Button
        icon={revealed ? 'eye-off' : 'eye'}
        aria-label={words}
        title={words}
        onClick={() => setRevealed(!revealed)}
      />
    </div>
  );
}
