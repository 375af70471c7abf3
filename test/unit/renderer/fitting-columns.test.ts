import { describe, expect, it } from 'vitest';
import { fittingColumns, tracksOf, type Column } from '../../../src/renderer/components/table-column.ts';

const column = (key: string, width: number, rank?: 1 | 2 | 3): Column<string> => ({
  key,
  label: key,
  width,
  ...(rank === undefined ? {} : { rank }),
  render: () => key,
});
const columns = [column('name', 10), column('note', 8, 3), column('time', 11, 2), column('total', 5)];
const shownAt = (width: number): readonly string[] => fittingColumns(columns, width).map(({ key }) => key);

describe('the columns of a table', () => {
  it('are all shown, in their order, where there is room for all', () => {
    expect(shownAt(100)).toEqual(['name', 'note', 'time', 'total']);
  });

  it('come as soon as there is room for them, the important ones first', () => {
    // Both ends, the scroll bar, and one and a half between two columns.
    const basic = 1 + 1 + 1 + 10 + 1.5 + 5;
    const withTime = basic + 1.5 + 11;
    const withNote = withTime + 1.5 + 8;
    expect(shownAt(withTime - 0.1)).toEqual(['name', 'total']);
    expect(shownAt(withTime)).toEqual(['name', 'time', 'total']);
    expect(shownAt(withNote - 0.1)).toEqual(['name', 'time', 'total']);
    expect(shownAt(withNote)).toEqual(['name', 'note', 'time', 'total']);
  });

  it('come only when what leads a row has the room that it wants', () => {
    const [name, ...others] = columns;
    const wide = [{ ...name, wants: 20 }, ...others] as typeof columns;
    const withTime = 3 + 20 + 1.5 + 5 + 1.5 + 11;
    expect(fittingColumns(wide, withTime - 0.1)).toHaveLength(2);
    expect(fittingColumns(wide, withTime)).toHaveLength(3);
  });

  it('that say what a row is stay, however narrow it gets', () => {
    expect(shownAt(0)).toEqual(['name', 'total']);
  });
});

it('the tracks of a table are its columns, at least as wide as they need', () => {
  expect(tracksOf([column('a', 4), { ...column('b', 5), grow: 2 }])).toBe('4rem minmax(5rem, 2fr)');
});
