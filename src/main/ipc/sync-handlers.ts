import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { isoTime, type Clock } from '../../shared/clock.ts';
import type { Store } from '../store/open-store.ts';
import type { SyncEngine } from '../sync/engine.ts';

type Channels = 'sync.status' | 'sync.now' | 'sync.cancel' | 'sync.pause' | 'sync.resume' | 'sync.runs';

export function createSyncHandlers(engine: SyncEngine, store: Store, clock: Clock): IpcHandlers<Channels> {
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
      engine.request('person');
      return engine.status();
    },
    'sync.runs': (input) => store.sync.runs(input.limit),
  };
}
