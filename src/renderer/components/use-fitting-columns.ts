import { useCallback, useMemo, useState, type RefCallback } from 'react';
import { fittingColumns, type Column } from './table-column.ts';

const fallbackRem = 16;

/** The columns that a table has room for now, and the ref of the table. Known before it is painted, so that no column comes and goes; read only when its size changes, because scrolling must not lay out the page. */
export function useFittingColumns<Row>(all: readonly Column<Row>[]): {
  readonly columns: readonly Column<Row>[];
  readonly table: RefCallback<HTMLElement>;
} {
  const [width, setWidth] = useState(0);
  const table = useCallback<RefCallback<HTMLElement>>((element) => {
    if (!element) return;
    const read = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || fallbackRem;
      setWidth(element.clientWidth / rem);
    };
    read();
    const resized = new ResizeObserver(read);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  const columns = useMemo(() => fittingColumns(all, width), [all, width]);
  return { columns, table };
}
