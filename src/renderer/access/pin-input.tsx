import { Input } from '../components/input.tsx';

interface PinInputProps {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly wrong: boolean;
}

/** Digits that nobody reads over a shoulder, with the number pad where a screen has a keyboard. */
export function PinInput({ id, describedBy, value, onChange, wrong }: PinInputProps) {
  return (
    <Input
      id={id}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      value={value}
      onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
      aria-describedby={describedBy}
      wrong={wrong}
    />
  );
}
