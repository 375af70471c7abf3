import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { BranchAccess } from '../access/branch-access.ts';

type Channels = 'access.state' | 'access.unlock' | 'access.lock' | 'access.setPin';

export function createAccessHandlers(access: BranchAccess): IpcHandlers<Channels> {
  return {
    'access.state': () => access.state(),
    'access.unlock': (input) => access.unlock(input.pin),
    'access.lock': () => access.lock(),
    'access.setPin': (input) => access.setPin(input.current, input.pin),
  };
}
