import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { certifyDay } from '../sync/check/certificate.ts';
import { createCheckProgress } from '../sync/check/check-progress.ts';
import { repairFromMaster } from '../sync/check/repair.ts';
import { verifyWithMaster } from '../sync/check/verify.ts';
import type { SyncEngine } from '../sync/engine.ts';
import type { EnginePorts } from '../sync/ports.ts';

type Channels = 'branch.verify' | 'branch.checkProgress' | 'branch.repair' | 'branch.certificate';

/** @param progressed told when a comparison or repair has come further */
export function createCheckHandlers(
  ports: EnginePorts,
  engine: Pick<SyncEngine, 'run'>,
  progressed: () => void,
): IpcHandlers<Channels> {
  const progress = createCheckProgress(progressed);
  return {
    'branch.verify': () => verifyWithMaster(ports, progress),
    'branch.checkProgress': () => progress.current(),
    'branch.repair': () => repairFromMaster(ports, progress, () => engine.run('person')),
    'branch.certificate': ({ day }) => certifyDay(ports, day),
  };
}
