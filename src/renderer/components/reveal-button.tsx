import { Button } from './button.tsx';

interface RevealButtonProps {
  readonly revealed: boolean;
  readonly onReveal: (revealed: boolean) => void;
  readonly children: string;
}

/** Shows what is masked, and masks it again. */
export function RevealButton({ revealed, onReveal, children }: RevealButtonProps) {
  return (
    <Button
      size="small"
      look="quiet"
      icon={revealed ? 'eye-off' : 'eye'}
      aria-pressed={revealed}
      onClick={() => onReveal(!revealed)}
    >
      {children}
    </Button>
  );
}
