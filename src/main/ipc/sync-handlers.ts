import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { isoTime, type Clock } from '../../shared/clock.ts';
import type { Store } from '../store/open-store.ts';
import type { SyncEngine } from '../sync/engine.ts';

type Channels =
  'sync.status' | 'sync.now' | 'sync.cancel' | 'sync.pause' | 'sync.resume' | 'sync.runs' | 'sync.activity';

/** @param resumed asks for a sync, where this host lets one run by itself */
export function createSyncHandlers(
  engine: SyncEngine,
  store: Store,
  clock: Clock,
  resumed: () => void,
): IpcHandlers<Channels> {
  return {
    'sync.status': () => engine.status(),
    'sync.now': () => engine.run('person'),
    'sync.cancel': () => ({ cancelled: engine.cancel() }),
    'sync.pause'(input) {
      engine.pauseUntil(isoTime(clock.now() + input.minutes * 60_000));
      return engine.status();
    },
    'sync.resume'() {
      engine.pauseUntil(null);
      resumed();
      return engine.status();
    },
    'sync.runs': (input) => store.sync.runs(input.limit),
    'sync.activity': ({ span }) => store.SyncLog.activity(span),
  };
}
