import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDescriptor, RecordState } from '../../../shared/ipc/records.ts';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import type { Sort } from '../../components/table-column.ts';
import { Empty } from '../../components/empty.tsx';
import { Failure } from '../../components/failure.tsx';
import { Select } from '../../components/input.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import { MakeRecord } from './make-record.tsx';
import { defaultSort } from './model-look.ts';
import { useRecordColumns } from './record-columns.tsx';
import { useRecordPages } from './use-record-pages.ts';
import styles from './record-table.module.css';

const filters: readonly RecordState[] = ['waiting', 'sending', 'confirmed', 'refused', 'conflict'];

/** All records of a model: searched, filtered, sorted; each row leads to its record. */
export function RecordTable({ model }: { readonly model: ModelDescriptor }) {
  const { t } = useTranslation();
  const names = useNames();
  const [search, setSearch] = useState('');
  const [state, setState] = useState<RecordState | undefined>(undefined);
  const [sort, setSort] = useState<Sort>(() => defaultSort(model));
  const sought = useDebounced(search.trim());
  const question = useMemo(
    () => ({ model: model.name, search: sought, state, orderBy: sort.key, descending: sort.descending }),
    [model, sought, state, sort],
  );
  const { total, stale, row, onRange, error, retry } = useRecordPages(question);
  const columns = useRecordColumns(model);
  const filtered = sought !== '' || state !== undefined;

  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          label={t('records.search', { models: names.many(model.name).toLowerCase() })}
          value={search}
          onChange={setSearch}
        />
        {!model.excluded && (
          <div className={styles.filter}>
            <Select
              aria-label={t('records.filter')}
              value={state ?? ''}
              onChange={(event) => setState(filters.find((known) => known === event.target.value))}
            >
              <option value="">{t('records.anyState')}</option>
              {filters.map((known) => (
                <option key={known} value={known}>
                  {t(`state.${known}`)}
                </option>
              ))}
            </Select>
          </div>
        )}
        <output className={styles.count}>
          {total !== undefined && !stale && t(filtered ? 'records.found' : 'records.count', { count: total })}
        </output>
      </div>
      {model.excluded && <p className={styles.hint}>{t('records.local', { models: names.many(model.name) })}</p>}
      {error && total === undefined && <Failure error={error} onRetry={retry} />}
      {total === 0 && !filtered && (
        <Empty
          title={t('records.empty.title', { models: names.many(model.name).toLowerCase() })}
          text={t(model.excluded ? 'records.empty.local' : 'records.empty.text')}
          action={<MakeRecord model={model} />}
        />
      )}
      {total === 0 && filtered && (
        <Empty
          title={t('records.nothing.title')}
          text={t('records.nothing.text')}
          action={
            <Button
              onClick={() => {
                setSearch('');
                setState(undefined);
              }}
            >
              {t('records.nothing.clear')}
            </Button>
          }
        />
      )}
      {(total === undefined ? !error : total > 0) && (
        <DataTable
          label={names.many(model.name)}
          columns={columns}
          count={total ?? 0}
          row={row}
          rowKey={({ record }) => String(record['id'])}
          href={({ record }) => hashOf({ screen: 'records', model: model.name, id: String(record['id']) })}
          onRange={onRange}
          sort={sort}
          onSort={setSort}
          resetKey={JSON.stringify(question)}
        />
      )}
    </>
  );
}
