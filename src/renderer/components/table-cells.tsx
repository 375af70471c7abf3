import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './table-column.ts';
import styles from './data-table.module.css';

interface TableCellsProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** undefined while it is not loaded. */
  readonly row: Row | undefined;
  readonly href: string | undefined;
  readonly index: number;
  /** The keyboard is on it. */
  readonly current: boolean;
  /** The keyboard came to it. */
  readonly onFocus: (index: number) => void;
}

/** The cells of one row; the first links to the row's own screen. Drawn anew only when the row itself is another one: scrolling moves rows that are drawn. */
export const TableCells = memo(Cells) as typeof Cells;

function Cells<Row>({ columns, row, href, index, current, onFocus }: TableCellsProps<Row>): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {columns.map((column, place) => (
        <div key={column.key} className={cellClass(column)} role="cell">
          {row === undefined ? (
            // While nothing in the list is loaded, the keyboard still reaches it and scrolls.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <span className={styles.loading} tabIndex={place === 0 && current ? 0 : undefined}>
              {place === 0 ? t('common.loading') : ''}
            </span>
          ) : place === 0 ? (
            <a className={styles.link} href={href} tabIndex={current ? 0 : -1} onFocus={() => onFocus(index)}>
              {column.render(row)}
            </a>
          ) : (
            column.render(row)
          )}
        </div>
      ))}
    </>
  );
}

export function cellClass<Row>(column: Column<Row>): string {
  return `${styles.cell} ${column.numeric ? styles.numeric : ''}`;
}
