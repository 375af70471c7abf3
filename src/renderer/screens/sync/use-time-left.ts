import { useEffect, useRef, useState } from 'react';
import { secondsLeft, type Seen } from './load-forecast.ts';

/** Whole seconds until all is done, at the speed since it began to run; null while that is not known. */
export function useTimeLeft(done: number, total: number, running: boolean): number | null {
  const first = useRef<Seen | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const now = { at: Date.now(), done };
    if (!running) first.current = null;
    else first.current ??= now;
    setLeft(first.current && secondsLeft(first.current, now, total));
  }, [done, total, running]);
  return left;
}
