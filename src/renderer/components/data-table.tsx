import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import { rowAtTop, scrolledFor, scrolledRowHeight, type TallRows } from './tall-rows.ts';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** A track of a CSS grid, such as `minmax(8rem, 2fr)`. */
  readonly width: string;
  readonly render: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** From which width of the table on it is shown: 1 always, 2 medium, 3 wide. Default: 1. */
  readonly from?: 1 | 2 | 3;
  /** Can be sorted by. */
  readonly sortable?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** How many rows there are in all, loaded or not. */
  readonly count: number;
  /** undefined while it is not loaded. */
  readonly row: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  /** The row's own screen; the first column links to it and the whole row can be clicked. */
  readonly href: (row: Row) => string;
  /** What is in sight, so that it can be loaded. */
  readonly onRange?: (first: number, last: number) => void;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Scrolls to the top when it changes. */
  readonly resetKey?: string;
}

const fallbackRowHeight = 40;

/** Rows as many as there are: only those in sight are in the page. The arrow keys go from row to row, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, count, row, rowKey, href, onRange, sort, onSort, resetKey } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const moving = useRef(false);
  const current = Math.min(active, Math.max(0, count - 1));
  // Its values change with every scroll; the compiler that would memoise them is not used here.
  const height = rowHeight();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => scrolledRowHeight(count, height, window.devicePixelRatio),
    overscan: 8,
    initialRect: { width: 800, height: 600 },
    // The row that the keyboard is on stays in the page, so that Tab finds its place again.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), current])].filter((index) => index < count),
  });
  const items = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;

  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => {
    setActive(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [resetKey]);
  useEffect(() => {
    if (!moving.current) return;
    // Far away in a long list the row has to be loaded first: the keyboard arrives when it is there.
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${current}"] a`);
    if (!link) return;
    moving.current = false;
    link.focus({ preventScroll: true });
  });

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, last - first - 1);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    };
    const wanted = steps[event.key];
    if (wanted === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(count - 1, wanted));
    moving.current = true;
    setActive(next);
    const box = scroller.current;
    if (box) box.scrollTop = scrolledFor(rowsIn(box), next, box.scrollTop);
  }

  function rowsIn(box: Element): TallRows {
    return { count, rowHeight: height, viewport: box.clientHeight, height: virtual.getTotalSize() };
  }

  /** Rows keep their height also where the page cannot be as high as all of them: then they are laid out from the one at the top of the box. */
  function placeOf(item: { readonly index: number; readonly start: number; readonly size: number }): number {
    const box = virtual.scrollElement;
    if (!box || item.size >= height) return item.start;
    const scrolled = virtual.scrollOffset ?? 0;
    return scrolled + (item.index - rowAtTop(rowsIn(box), scrolled)) * height;
  }

  const tracks: Record<`--${string}`, string> = {
    '--tracks-1': tracksUpTo(columns, 1),
    '--tracks-2': tracksUpTo(columns, 2),
    '--tracks-3': tracksUpTo(columns, 3),
  };
  const cell = (column: Column<Row>): string =>
    `${styles.cell} ${styles[`from${column.from ?? 1}`]} ${column.numeric ? styles.numeric : ''}`;
  return (
    <div
      className={styles.table}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      style={tracks}
    >
      <div className={styles.head} role="rowgroup">
        <div className={styles.row} role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <div key={column.key} className={cell(column)} role="columnheader" aria-sort={sortWord(column.key, sort)}>
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() =>
                    onSort({ key: column.key, descending: sort?.key === column.key ? !sort.descending : false })
                  }
                >
                  {column.label}
                  {sort?.key === column.key && <Icon name={sort.descending ? 'down' : 'up'} />}
                </button>
              ) : (
                column.label
              )}
            </div>
          ))}
        </div>
      </div>
      <div className={styles.scroller} ref={scroller} role="presentation">
        {/* The rows' own links are what is focused; this only hears their keys. */}
        <div className={styles.rows} role="rowgroup" style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
          {items.map((item) => {
            const data = row(item.index);
            return (
              <div
                key={data === undefined ? `at-${item.index}` : rowKey(data)}
                className={`${styles.row} ${styles.body}`}
                role="row"
                aria-rowindex={item.index + 2}
                data-row={item.index}
                style={{ height, transform: `translateY(${placeOf(item)}px)` }}
              >
                {columns.map((column, index) => (
                  <div key={column.key} className={cell(column)} role="cell">
                    {data === undefined ? (
                      <span className={styles.loading}>{index === 0 ? t('common.loading') : ''}</span>
                    ) : index === 0 ? (
                      <a
                        className={styles.link}
                        href={href(data)}
                        tabIndex={item.index === current ? 0 : -1}
                        onFocus={() => setActive(item.index)}
                      >
                        {column.render(data)}
                      </a>
                    ) : (
                      column.render(data)
                    )}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function tracksUpTo<Row>(columns: readonly Column<Row>[], level: 1 | 2 | 3): string {
  return columns
    .filter((column) => (column.from ?? 1) <= level)
    .map((column) => column.width)
    .join(' ');
}

function sortWord(key: string, sort: Sort | undefined): 'ascending' | 'descending' | undefined {
  if (sort?.key !== key) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}

/** `--row` in pixels: it is in rem, so it follows the text size. */
function rowHeight(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(rem) ? rem * 2.5 : fallbackRowHeight;
}
