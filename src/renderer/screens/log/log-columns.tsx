import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedLog } from '../../../shared/ipc/logs.ts';
import type { Column } from '../../components/table-column.ts';
import { StateBadge, stateOfStatus } from '../../components/state-badge.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { refusalOf, useErrorText } from '../../i18n/use-error-text.ts';

export function useLogColumns(): readonly Column<ListedLog>[] {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const names = useNames();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        key: 'change',
        label: t('log.column.change'),
        width: 7,
        wants: 12,
        grow: 4,
        render: (log) => {
          const change = t('log.changeOf', { action: t(`log.actions.${log.action}`), title: log.title });
          return log.unreadable ? t('common.pair', { name: change, value: t('log.unreadable.short') }) : change;
        },
      },
      {
        key: 'model',
        label: t('log.column.model'),
        width: 8.5,
        grow: 1,
        rank: 2,
        render: (log) => names.one(log.model_name),
      },
      {
        key: 'status',
        label: t('log.column.status'),
        width: 7.5,
        render: (log) => <StateBadge state={stateOfStatus(log.sync_status)} />,
      },
      {
        key: 'reason',
        label: t('log.column.reason'),
        width: 10,
        grow: 2,
        rank: 3,
        render: (log) => {
          const refusal = refusalOf(log);
          if (refusal) return errorText(refusal).text;
          return log.held_by === null ? '' : t('log.behind', { id: log.held_by });
        },
      },
      {
        key: 'attempts',
        label: t('log.column.attempts'),
        width: 4.5,
        rank: 3,
        numeric: true,
        render: (log) => formats.number(log.sync_attempts),
      },
      {
        key: 'recorded',
        label: t('log.column.recorded'),
        width: 11,
        rank: 2,
        numeric: true,
        render: (log) => formats.dateTime(log.created_at),
      },
    ],
    [t, names, formats, errorText],
  );
}
