import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { rowAtTop, scrolledRowHeight, type TallRows } from './tall-rows.ts';

/** Rows drawn before and after those in sight, so that a step of scrolling shows no gap. */
const around = 8;
/** Until the box is measured. CSS pixels. */
const firstGuess = 600;

export interface RowsInSight extends TallRows {
  /** The first and the last row of which something is seen. */
  readonly first: number;
  readonly last: number;
  /** The rows to draw: those in sight, some around them, and `kept`. */
  readonly drawn: readonly number[];
  /** Where a row stands in the list, in CSS pixels from its top. */
  readonly placeOf: (index: number) => number;
}

/**
 * Which rows of a list are in sight. All rows are equally high, so that this costs the same for ten as for a million: nothing is kept for each row.
 * @param kept a row that is drawn wherever one has scrolled to
 */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, kept }: { readonly count: number; readonly rowHeight: number; readonly kept: number },
): RowsInSight {
  const [{ scrolled, viewport }, setBox] = useState({ scrolled: 0, viewport: firstGuess });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const read = (): void => {
      const { scrollTop, clientHeight } = box;
      setBox((now) =>
        now.scrolled === scrollTop && now.viewport === clientHeight
          ? now
          : { scrolled: scrollTop, viewport: clientHeight },
      );
    };
    // In the frame that scrolls: a frame later there would be a gap.
    const onScroll = (): void => flushSync(read);
    const resized = new ResizeObserver(read);
    read();
    resized.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);

  const scrolledHeight = scrolledRowHeight(count, rowHeight, window.devicePixelRatio);
  const rows: TallRows = { count, rowHeight, viewport, height: count * scrolledHeight };
  const top = rowAtTop(rows, scrolled);
  const end = Math.max(0, count - 1);
  const first = Math.max(0, Math.min(end, Math.floor(top)));
  const last = Math.max(0, Math.min(end, Math.ceil(top + viewport / rowHeight) - 1));
  const from = Math.max(0, first - around);
  const drawn = Array.from({ length: Math.min(count, last + around + 1) - from }, (_, index) => from + index);
  if (kept < count && !drawn.includes(kept)) drawn.push(kept);
  return {
    ...rows,
    first,
    last,
    drawn,
    // Rows keep their height also where the page cannot be as high as all of them: then they are laid out from the one at the top of the box.
    placeOf: (index) => (scrolledHeight >= rowHeight ? index * rowHeight : scrolled + (index - top) * rowHeight),
  };
}
