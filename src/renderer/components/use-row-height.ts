import { useEffect, useState } from 'react';

/** Of a row of a table. */
const rems = 2.5;
const fallbackRowHeight = 40;

/** How high a row is, in pixels: it is in rem, so it follows the text size. Read seldom, because reading a style in the middle of scrolling makes the browser lay out the page. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(rowHeight);
  useEffect(() => {
    // A change of the text size or the zoom changes the size of the window as the page sees it, or what is around a table.
    const changed = new ResizeObserver(() => setHeight(rowHeight()));
    changed.observe(document.documentElement);
    return () => changed.disconnect();
  }, []);
  return height;
}

function rowHeight(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(rem) ? rem * rems : fallbackRowHeight;
}
