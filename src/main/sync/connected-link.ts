import { SyncLogError } from '../../shared/errors.ts';
import type { EnginePorts, MasterLink } from './ports.ts';

const standalone = 'This branch is not connected to head office, so nothing was done. Connect it with a code first.';

/** @throws SyncLogError `not-enrolled`; `secrets-elsewhere` or `secrets-unavailable` where it has one that it cannot speak to without its credentials */
export function connectedLink(ports: Pick<EnginePorts, 'link' | 'outOfReach'>): MasterLink {
  const link = ports.link();
  if (link) return link;
  throw notConnected(ports);
}

/** Why there is no link. @param sentence what it means where there is no head office */
export function notConnected({ outOfReach }: Pick<EnginePorts, 'outOfReach'>, sentence = standalone): SyncLogError {
  return outOfReach?.()?.error ?? new SyncLogError('not-enrolled', sentence);
}
