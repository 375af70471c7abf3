import { SyncLogError } from '../../shared/errors.ts';
import { connectedLink } from './connected-link.ts';
import type { EnginePorts } from './ports.ts';
import type { HeldRecord } from './sync-store.ts';

/**
 * Gives a refused change up for head office's version, with everything that was refused together with it. Returns how many changes were given up.
 * @throws SyncLogError `not-found` when it is not refused (any more), `not-enrolled`; MasterError, and then nothing has changed
 */
export async function takeHeadOfficeVersion(
  ports: Pick<EnginePorts, 'store' | 'link' | 'outOfReach'>,
  logId: number,
): Promise<number> {
  const { store } = ports;
  const group = store.refusedGroup(logId);
  if (group.length === 0)
    throw new SyncLogError('not-found', 'This change is not refused any more, so there is nothing to give up.');
  const { client } = connectedLink(ports);
  const held: HeldRecord[] = [];
  for (const { modelName, modelId } of group) {
    const { version, record } = await client.record(modelName, modelId);
    held.push({ modelName, modelId, version, record });
  }
  return store.takeHeadOffice(logId, held);
}
