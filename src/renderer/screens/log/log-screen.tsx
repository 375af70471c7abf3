import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../shared/record.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Empty } from '../../components/empty.tsx';
import { Failure } from '../../components/failure.tsx';
import { Screen } from '../../components/screen.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { replaceView } from '../../navigation/use-view.ts';
import { hashOf } from '../../navigation/view.ts';
import { Causes } from './causes.tsx';
import { ChangeDrawer } from './change-drawer.tsx';
import { ExportButton } from './export-button.tsx';
import { useLogColumns } from './log-columns.tsx';
import { LogFilters } from './log-filters.tsx';
import { useLogFilter } from './use-log-filter.ts';
import { useLogRows } from './use-log-rows.ts';
import styles from './log-screen.module.css';

interface LogScreenProps {
  readonly status: SyncStatus | null;
  /** The change whose story is open. */
  readonly id: number | null;
}

/** Every change of this branch on its way to head office, however many there are. */
export function LogScreen({ status, id }: LogScreenProps) {
  const { t } = useTranslation();
  const state = useLogFilter(status);
  const rows = useLogRows(state.filter);
  const columns = useLogColumns();
  const filtered = state.isFiltered || status !== null;
  const close = (): void => replaceView({ screen: 'log', status, id: null });
  return (
    <Screen title={t('nav.log')} fixed actions={<ExportButton filter={state.filter} total={rows.total} />}>
      <LogFilters
        status={status}
        onStatus={(chosen) => replaceView({ screen: 'log', status: chosen, id: null })}
        state={state}
      />
      {(status === null || status === 'failed') && !state.isFiltered && <Causes />}
      {rows.error && <Failure error={rows.error} onRetry={rows.retry} />}
      <output className={styles.total}>
        {rows.total === null ? (
          <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
        ) : (
          t(filtered ? 'log.found' : 'log.total', { count: rows.total })
        )}
      </output>
      {rows.total === 0 ? (
        <Empty
          title={t(filtered ? 'log.nothingFound' : 'log.empty')}
          text={t(filtered ? 'log.nothingFoundText' : 'log.emptyText')}
        />
      ) : (
        <DataTable
          label={t('nav.log')}
          columns={columns}
          count={rows.count}
          row={rows.row}
          rowKey={(log) => String(log.id)}
          href={(log) => hashOf({ screen: 'log', status, id: log.id })}
          onRange={rows.onRange}
          resetKey={JSON.stringify(state.filter)}
        />
      )}
      {id !== null && <ChangeDrawer key={id} id={id} status={status} onClose={close} />}
    </Screen>
  );
}
