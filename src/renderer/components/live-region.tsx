import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';
import styles from './live-region.module.css';

type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** How long a message stays in sight, in milliseconds. What it tells can be seen on the screen for as long as it matters. */
const inSightMs = 6000;

/** A message that is read out by screen readers and seen at the foot of the window for a moment. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<{ readonly text: string; readonly count: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const announce = useCallback<Announce>((text) => {
    clearTimeout(timer.current);
    setMessage((last) => ({ text, count: (last?.count ?? 0) + 1 }));
    timer.current = setTimeout(() => setMessage(null), inSightMs);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={styles.region} role="status" aria-live="polite">
        {message && (
          <p className={styles.message} key={message.count}>
            {message.text}
          </p>
        )}
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  return use(AnnounceContext);
}
