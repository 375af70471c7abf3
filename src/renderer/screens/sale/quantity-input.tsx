import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostOfOne } from '../../../shared/sale-draft.ts';
import { Button } from '../../components/button.tsx';
import { Input } from '../../components/input.tsx';
import styles from './sale-lines.module.css';

interface QuantityInputProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (quantity: number) => void;
  /** Enter was pressed: the person is done with it. */
  readonly onDone: () => void;
  /** A scanner typed a code into it. */
  readonly onScan: (text: string) => void;
}

/** How many of a line, typed or by steps. What is no quantity is forgotten when the field is left. */
export function QuantityInput({ label, value, onChange, onDone, onScan }: QuantityInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [before, setBefore] = useState(value);
  const step = (by: number): void => onChange(Math.max(1, Math.min(mostOfOne, value + by)));
  return (
    <div className={styles.quantity}>
      {/* For pointers; the field's own arrow keys do the same. */}
      <Button
        look="quiet"
        size="small"
        tabIndex={-1}
        disabled={value <= 1}
        aria-label={t('sale.less', { name: label })}
        onClick={() => step(-1)}
      >
        −
      </Button>
      <Input
        numeric
        inputMode="numeric"
        aria-label={t('sale.quantityOf', { name: label })}
        value={typed ?? String(value)}
        onFocus={(event) => {
          setBefore(value);
          event.target.select();
        }}
        // A click sets the caret after the focus came.
        onClick={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          const quantity = quantityOf(event.target.value);
          if (quantity !== null) onChange(quantity);
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            setTyped(null);
            step(event.key === 'ArrowUp' ? 1 : -1);
          }
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          const text = (typed ?? '').trim();
          setTyped(null);
          if (text.length > String(mostOfOne).length && quantityOf(text) === null) {
            // The first digits of the code were taken for a quantity.
            onChange(before);
            onScan(text);
          }
          onDone();
        }}
      />
      <Button
        look="quiet"
        size="small"
        tabIndex={-1}
        aria-label={t('sale.more', { name: label })}
        onClick={() => step(1)}
      >
        +
      </Button>
    </div>
  );
}

function quantityOf(text: string): number | null {
  if (!/^\d{1,7}$/.test(text.trim())) return null;
  const quantity = Number(text);
  return quantity >= 1 && quantity <= mostOfOne ? quantity : null;
}
