import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictState, ConflictSummary } from '../../../shared/ipc/conflicts.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { Empty } from '../../components/empty.tsx';
import { Failure } from '../../components/failure.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { replaceView } from '../../navigation/use-view.ts';
import { hashOf } from '../../navigation/view.ts';
import { ConflictDrawer } from './conflict-drawer.tsx';
import { useAuthor } from './use-author.ts';
import styles from './conflicts.module.css';

/** So many are read around what is in sight. */
const pageSize = 200;

export function ConflictList({ state, id }: { readonly state: ConflictState; readonly id: string | null }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const columns = useConflictColumns();
  const input = { state, offset, limit: pageSize };
  const { data, error, refetch } = useAnswer('conflicts.list', input, { keepPrevious: true });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const empty = state === 'open' ? 'empty' : 'emptyResolved';
  return (
    <>
      <output className={styles.total}>{t('conflicts.total', { count: data.total })}</output>
      {data.total === 0 ? (
        <Empty title={t(`conflicts.${empty}`)} text={t(`conflicts.${empty}Text`)} />
      ) : (
        <DataTable
          label={t('nav.conflicts')}
          columns={columns}
          count={data.total}
          row={(index) => data.rows[index - offset]}
          rowKey={(conflict) => conflict.id}
          href={(conflict) => hashOf({ screen: 'conflicts', state, id: conflict.id })}
          onRange={(first, last) => {
            const outside = first < offset || last >= offset + pageSize;
            if (outside) setOffset(Math.max(0, Math.floor((first + last) / 2 - pageSize / 2)));
          }}
          resetKey={state}
        />
      )}
      {id !== null && (
        <ConflictDrawer key={id} id={id} onClose={() => replaceView({ screen: 'conflicts', state, id: null })} />
      )}
    </>
  );
}

function useConflictColumns(): readonly Column<ConflictSummary>[] {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  const author = useAuthor();
  return useMemo(
    () => [
      {
        key: 'record',
        label: t('conflicts.column.record'),
        width: 8,
        wants: 16,
        grow: 3,
        render: ({ modelName, title }) => t('common.pair', { name: names.one(modelName), value: title }),
      },
      {
        key: 'kind',
        label: t('conflicts.column.kind'),
        width: 8,
        wants: 10,
        grow: 2,
        render: ({ kind, fields, unreadable }) =>
          fields.length === 0
            ? t(`conflicts.short.${unreadable ? 'unreadable' : kind}`)
            : t('common.pair', { name: t(`conflicts.short.${kind}`), value: fields.map(names.field).join(', ') }),
      },
      {
        key: 'ours',
        label: t('conflicts.column.ours'),
        width: 9,
        grow: 1,
        rank: 3,
        render: ({ ours, unreadable }) => (unreadable ? '' : author(ours)),
      },
      {
        key: 'theirs',
        label: t('conflicts.column.theirs'),
        width: 9,
        grow: 1,
        rank: 2,
        render: ({ theirs, unreadable }) => (unreadable ? '' : author(theirs)),
      },
      {
        key: 'found',
        label: t('conflicts.column.found'),
        width: 12,
        rank: 3,
        numeric: true,
        render: ({ at }) => formats.dateTime(at),
      },
    ],
    [t, names, formats, author],
  );
}
