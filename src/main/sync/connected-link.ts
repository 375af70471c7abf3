import { SyncLogError } from '../../../shared/errors.ts';
import type { EnginePorts, MasterLink } from '../ports.ts';

/** @throws SyncLogError `not-enrolled` */
export function connectedLink({ link }: Pick<EnginePorts, 'link'>): MasterLink {
  const connected = link();
  if (connected) return connected;
  throw new SyncLogError(
    'not-enrolled',
    'This branch is not connected to head office, so there is nothing to compare with.',
  );
}
