import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { hasCode } from '../../shared/has-code.ts';

/** A name for this process as the holder of a lease, by which others on this computer can tell whether it still lives. */
export function newLeaseOwner(): string {
  return `${hostname()}/${process.pid}/${randomUUID()}`;
}

/**
 * True when the holder of a lease was a process of this computer that is gone: killed, it could not give the lease back. When in doubt (another
 * computer or container, our own number, which a restarted container may have again) it counts as alive, and its lease runs out by itself.
 */
export function isGone(owner: string): boolean {
  const [host, number] = owner.split('/');
  const pid = Number(number);
  if (host !== hostname() || !Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}
