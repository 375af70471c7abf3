/** Chromium paints in 32-bit floats: beyond 2^24 device pixels a line of one pixel falls between two numbers and vanishes. (Layout ends at 2^25.) */
const highestDevicePixels = 16_000_000;

/** The height that a row takes in the page's scroll height; less than the row's own when the list would be higher than a page can be. CSS pixels. */
export function scrolledRowHeight(count: number, rowHeight: number, pixelRatio = 1): number {
  return Math.min(rowHeight, highestDevicePixels / Math.max(1, pixelRatio) / Math.max(1, count));
}

/** A list of rows in a box: all but `count` in CSS pixels. */
export interface TallRows {
  readonly count: number;
  readonly rowHeight: number;
  readonly viewport: number;
  /** The height of the list in the page. */
  readonly height: number;
}

/** Which row is at the top of the box, with fractions, when it is scrolled so far: the first at the beginning, the last at the foot at the end. */
export function rowAtTop({ count, rowHeight, viewport, height }: TallRows, scrolled: number): number {
  const most = height - viewport;
  return most > 0 ? (scrolled / most) * Math.max(0, count - viewport / rowHeight) : 0;
}

/** How far to scroll so that a row is whole in the box; as little as possible. */
export function scrolledFor(rows: TallRows, index: number, scrolled: number): number {
  const shown = rows.viewport / rows.rowHeight;
  const top = rowAtTop(rows, scrolled);
  const wanted = index < top ? index : index + 1 > top + shown ? index + 1 - shown : top;
  const mostTop = rows.count - shown;
  return mostTop > 0 ? (Math.min(wanted, mostTop) / mostTop) * (rows.height - rows.viewport) : 0;
}
