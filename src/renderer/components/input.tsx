import type { InputHTMLAttributes, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import styles from './input.module.css';

interface Common {
  readonly wrong?: boolean | undefined;
  readonly numeric?: boolean | undefined;
}

interface InputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>, Common {
  readonly ref?: Ref<HTMLInputElement>;
}

export function Input({ wrong = false, numeric = false, ...rest }: InputProps) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={`${styles.input} ${numeric ? styles.numeric : ''}`}
      aria-invalid={wrong || undefined}
    />
  );
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>, Common {
  readonly ref?: Ref<HTMLSelectElement>;
}

export function Select({ wrong = false, numeric: _numeric, ...rest }: SelectProps) {
  return <select {...rest} className={`${styles.input} ${styles.select}`} aria-invalid={wrong || undefined} />;
}

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>, Common {}

export function TextArea({ wrong = false, numeric: _numeric, ...rest }: TextAreaProps) {
  return <textarea rows={3} {...rest} className={`${styles.input} ${styles.area}`} aria-invalid={wrong || undefined} />;
}
