import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import { roomBelow } from './room-below.ts';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './live-region.module.css';

interface Manner {
  /** false: it stands on the screen already and is only read out. */
  readonly seen?: boolean;
}
type Announce = (text: string, manner?: Manner) => void;
/** @returns gives the region back to what had it before */
type TakeRegion = (dialog: HTMLElement) => () => void;

const AnnounceContext = createContext<Announce>(() => undefined);
const TakeRegionContext = createContext<TakeRegion>(() => () => undefined);

/** How long a message stays in sight, in milliseconds. What it tells can be seen on the screen for as long as it matters. */
const inSightMs = 6000;
/** So long until a dialog that closes with it is gone: a screen reader hears only what comes into a region that is in reach. */
const untilInReachMs = 100;

/** A message that is read out by screen readers and seen at the foot of the window for a moment: within the open dialog while there is one, because all else is out of reach. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<{ readonly text: string; readonly seen: boolean; readonly count: number }>();
  const [dialogs, setDialogs] = useState<readonly HTMLElement[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const announce = useCallback<Announce>((text, { seen = true } = {}) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setMessage((last) => ({ text, seen, count: (last?.count ?? 0) + 1 }));
      timer.current = setTimeout(() => setMessage(undefined), inSightMs);
    }, untilInReachMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const take = useCallback<TakeRegion>((dialog) => {
    setDialogs((open) => [...open, dialog]);
    return () => setDialogs((open) => open.filter((one) => one !== dialog));
  }, []);
  const dialog = dialogs.at(-1);
  const words = useRef<HTMLParagraphElement>(null);
  const [below, setBelow] = useState(0);
  useLayoutEffect(() => {
    const place = (): void => {
      if (words.current) setBelow(roomBelow(words.current));
    };
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [message, dialog]);
  const style: CSSProperties & Record<'--below', string> = { '--below': `${below}px` };
  const region = (
    <div className={styles.region} style={style} role="status" aria-live="polite">
      {message &&
        (message.seen ? (
          <p className={styles.message} key={message.count} ref={words}>
            {message.text}
          </p>
        ) : (
          <VisuallyHidden key={message.count}>{message.text}</VisuallyHidden>
        ))}
    </div>
  );
  return (
    <AnnounceContext value={announce}>
      <TakeRegionContext value={take}>
        {children}
        {dialog ? createPortal(region, dialog) : region}
      </TakeRegionContext>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/** For a dialog: what is announced while it is open is announced in it. */
export function useTakeRegion(): TakeRegion {
  return use(TakeRegionContext);
}
