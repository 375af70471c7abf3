import { describe, expect, it } from 'vitest';
import { rowAtTop, scrolledFor, scrolledRowHeight, type TallRows } from '../../../src/renderer/components/tall-rows.ts';

function rowsOf(count: number): TallRows {
  return { count, rowHeight: 40, viewport: 600, height: count * scrolledRowHeight(count, 40) };
}

describe('a list that is higher than a page can be', () => {
  const million = rowsOf(1_000_000);

  it('fits into the page, at any pixel ratio', () => {
    expect(million.height).toBeLessThan(2 ** 24);
    expect(1_000_000 * scrolledRowHeight(1_000_000, 40, 3) * 3).toBeLessThan(2 ** 24);
  });

  it('begins with the first row and ends with the last', () => {
    expect(rowAtTop(million, 0)).toBe(0);
    expect(rowAtTop(million, million.height - million.viewport) + 600 / 40).toBeCloseTo(1_000_000, 3);
  });

  it.each([1000, 1_000_000])('scrolls as little as possible to have a row of %i whole in sight', (count) => {
    const rows = rowsOf(count);
    const shown = 600 / 40;
    for (const index of [0, 1, 14, 15, 500, count - 1]) {
      const top = rowAtTop(rows, scrolledFor(rows, index, 0));
      expect(top).toBeLessThanOrEqual(index + 1e-6);
      expect(top + shown).toBeGreaterThanOrEqual(index + 1 - 1e-6);
    }
    expect(scrolledFor(rows, 5, 0)).toBe(0);
  });

  it('is an ordinary list where it is not that high', () => {
    const rows = rowsOf(100);
    expect(scrolledRowHeight(100, 40)).toBe(40);
    expect(rowAtTop(rows, 400)).toBeCloseTo(10, 6);
  });
});
