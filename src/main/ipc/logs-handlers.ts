import type { IpcChannel, IpcHandlers } from '../../shared/ipc/contract.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { SettingsStore } from '../branch/settings-store.ts';
import { takeHeadOfficeVersion, takeHeadOfficeVersions } from '../sync/take-head-office-version.ts';
import type { EnginePorts } from '../sync/ports.ts';
import type { Store } from '../store/open-store.ts';
import { titleOfLog, withTitles } from './log-titles.ts';

type Channels = Extract<IpcChannel, `logs.${string}`>;

/** How many of those that wait behind a refused change are shown. */
const shownWaiting = 50;
/** How many refused changes become pending in one transaction. */
const retriedAtOnce = 500;

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
      const { filter, before, offset, limit } = input;
      return {
        rows: withTitles(store, store.SyncLog.search(filter, { before, offset, limit })),
        total: input.counted ? store.SyncLog.count(filter) : null,
      };
    },
    'logs.get'(input) {
      const log = store.SyncLog.find(input.id);
      if (!log)
        throw new SyncLogError(
          'not-found',
          `There is no change ${input.id} in the log. It may have been cleaned up after it was confirmed.`,
        );
      const waiting = store.SyncLog.waitingBehind(log.id, shownWaiting);
      return {
        log,
        title: titleOfLog(store, log),
        waitingBehind: withTitles(store, waiting.rows),
        waitingCount: waiting.count,
      };
    },
    'logs.causes': () => store.SyncLog.causes(),
    async 'logs.retry'({ ids, ...cause }) {
      const wanted = ids ?? store.SyncLog.refusedIds(cause);
      let count = 0;
      // A slice at a time: there may be a hundred thousand, and nobody who sells waits for them.
      for (let from = 0; from < wanted.length; from += retriedAtOnce) {
        count += store.SyncLog.retry(wanted.slice(from, from + retriedAtOnce));
        await store.context.yieldToOthers();
      }
      if (count > 0) retried();
      return { retried: count };
    },
    'logs.takeHeadOffice': async (input) => ({ givenUp: await takeHeadOfficeVersion(ports, input.id) }),
    'logs.takeHeadOfficeOfCause': async (cause) => ({
      givenUp: await takeHeadOfficeVersions(ports, store.SyncLog.refusedIds(cause)),
    }),
    'logs.cleanup': async (input) => ({
      removed: await store.SyncLog.cleanupOldSyncLogs(input.days ?? settings.get().keepCompletedDays),
    }),
  };
}
