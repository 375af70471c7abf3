import { Icon } from './icon.tsx';
import type { Column, Sort } from './table-column.ts';
import { cellClass } from './table-cells.tsx';
import styles from './data-table.module.css';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

/** What the columns are called; those that can be sorted by are buttons. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.row} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div
            key={column.key}
            className={cellClass(column)}
            role="columnheader"
            aria-sort={sortWord(column.key, sort)}
          >
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
  );
}

function sortWord(key: string, sort: Sort | undefined): 'ascending' | 'descending' | undefined {
  if (sort?.key !== key) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}
