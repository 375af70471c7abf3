import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { titleOf } from '../../models/kit/define-model.ts';
import type { SettingsStore } from '../branch/settings-store.ts';
import { takeHeadOfficeVersion } from '../sync/take-head-office-version.ts';
import type { EnginePorts } from '../sync/ports.ts';
import type { Store } from '../store/open-store.ts';

type Channels =
  'logs.stats' | 'logs.list' | 'logs.get' | 'logs.causes' | 'logs.retry' | 'logs.cleanup' | 'logs.takeHeadOffice';

/** How many of those that wait behind a refused change are shown. */
const shownWaiting = 50;

/** @param retried called after refused logs became pending, so that they go out at once */
export function createLogsHandlers(
  store: Store,
  settings: SettingsStore,
  ports: Pick<EnginePorts, 'store' | 'link'>,
  retried: () => void,
): IpcHandlers<Channels> {
  return {
    'logs.stats': () => store.SyncLog.getSyncLogStats(),
    'logs.list'(input) {
      if (input.filter.model !== undefined) store.models.get(input.filter.model);
      return store.SyncLog.search(input.filter, input.before, input.limit);
    },
    'logs.get'(input) {
      const log = store.SyncLog.find(input.id);
      if (!log)
        throw new SyncLogError(
          'not-found',
          `There is no change ${input.id} in the log. It may have been cleaned up after it was confirmed.`,
        );
      const table = store.context.findTable(log.model_name);
      const record = log.data ?? table?.find(log.model_id);
      const waiting = store.SyncLog.waitingBehind(log.id, shownWaiting);
      return {
        log,
        title: table && record ? titleOf(table.model, record) : log.model_id.slice(0, 8),
        waitingBehind: waiting.rows,
        waitingCount: waiting.count,
      };
    },
    'logs.causes': () => store.SyncLog.causes(),
    'logs.retry'(input) {
      const count = store.SyncLog.retry(input);
      if (count > 0) retried();
      return { retried: count };
    },
    'logs.takeHeadOffice': async (input) => ({ givenUp: await takeHeadOfficeVersion(ports, input.id) }),
    'logs.cleanup': async (input) => ({
      removed: await store.SyncLog.cleanupOldSyncLogs(input.days ?? settings.get().keepCompletedDays),
    }),
  };
}
