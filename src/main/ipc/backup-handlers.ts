import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { makeCopy, newestCopy } from '../store/copies.ts';
import type { Store } from '../store/open-store.ts';

type Channels = 'backup.make' | 'backup.newest';

export function createBackupHandlers(store: Store, dataDir: string, clock: Clock): IpcHandlers<Channels> {
  const folder = join(dataDir, 'backups');
  return {
    'backup.make': () => makeCopy(store.context.db, folder, clock.now()),
    'backup.newest': () => ({ copy: newestCopy(folder) }),
  };
}
