import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** What it needs at least, in rem. */
  readonly width: number;
  /** What it should have before a column of a higher rank comes, in rem. Default: `width`. */
  readonly wants?: number;
  /** Its share of the room that is left over. Default: none. */
  readonly grow?: number;
  readonly render: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Where there is no room for all: 1 is always shown, the highest leaves first, of equals the last. Default: 1. */
  readonly rank?: 1 | 2 | 3;
  /** Can be sorted by. */
  readonly sortable?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

/** Between two columns: `--space-5`. In rem. */
const gap = 1.5;
/** At both ends of a row: `--space-4`. In rem. */
const end = 1;
/** For a thin scroll bar. In rem. */
const scrollBar = 1;

/** The columns that a table has room for, in their order. @param width of the table, in rem */
export function fittingColumns<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  const byRank = ([1, 2, 3] as const).flatMap((rank) => columns.filter((column) => (column.rank ?? 1) === rank));
  let left = width - scrollBar - 2 * end + gap;
  const fitting = new Set<Column<Row>>();
  for (const column of byRank) {
    left -= (column.wants ?? column.width) + gap;
    if (left < 0 && (column.rank ?? 1) > 1) break;
    fitting.add(column);
  }
  return columns.filter((column) => fitting.has(column));
}

/** Of these columns, for `grid-template-columns`. */
export function tracksOf<Row>(columns: readonly Column<Row>[]): string {
  return columns
    .map(({ width, grow }) => (grow === undefined ? `${width}rem` : `minmax(${width}rem, ${grow}fr)`))
    .join(' ');
}
