import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { scrolledFor } from './tall-rows.ts';
import { TableCells } from './table-cells.tsx';
import { tracksOf, type Column, type Sort } from './table-column.ts';
import { TableHead } from './table-head.tsx';
import { useFittingColumns } from './use-fitting-columns.ts';
import { useRowHeight } from './use-row-height.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';
import styles from './data-table.module.css';

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

/** Rows as many as there are: only those in sight are in the page, the one that the keyboard is on too, so that Tab finds its place again. The arrow keys go from row to row, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, count, row, rowKey, href, onRange, sort, onSort, resetKey } = props;
  const { columns, table } = useFittingColumns(props.columns);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ of: resetKey, index: 0 });
  const activate = useCallback((index: number) => setActive({ of: resetKey, index }), [resetKey]);
  const moving = useRef(false);
  // Of other rows, the keyboard begins at the first.
  const current = active.of === resetKey ? Math.min(active.index, Math.max(0, count - 1)) : 0;
  const height = useRowHeight();
  const sight = useRowsInSight(scroller, { count, rowHeight: height, kept: current });
  const { first, last } = sight;

  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => {
    // Not returned: newer browsers answer with a promise, which React would take for a clean-up.
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
    activate(next);
    const box = scroller.current;
    if (box) box.scrollTop = scrolledFor(sight, next, box.scrollTop);
  }

  const tracks: Record<`--${string}`, string> = { '--tracks': tracksOf(columns) };
  return (
    <div
      ref={table}
      className={styles.table}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      data-shows={columns.map(({ key }) => key).join(' ')}
      style={tracks}
    >
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <div className={styles.scroller} ref={scroller} role="presentation">
        {/* The rows' own links are what is focused; this only hears their keys. */}
        <div className={styles.rows} role="rowgroup" style={{ height: sight.height }} onKeyDown={onKeyDown}>
          {sight.drawn.map((index) => {
            const data = row(index);
            return (
              <div
                key={data === undefined ? `at-${index}` : rowKey(data)}
                className={`${styles.row} ${styles.body}`}
                role="row"
                aria-rowindex={index + 2}
                data-row={index}
                style={{ height, transform: `translateY(${sight.placeOf(index)}px)` }}
              >
                <TableCells
                  columns={columns}
                  row={data}
                  href={data === undefined ? undefined : href(data)}
                  index={index}
                  current={index === current}
                  onFocus={activate}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
