import { useId } from 'react';
import { Icon } from './icon.tsx';
import { Input } from './input.tsx';
import styles from './search-box.module.css';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const id = useId();
  return (
    <search className={styles.box}>
      <Icon name="search" />
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <Input
        id={id}
        type="search"
        placeholder={label}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </search>
  );
}
