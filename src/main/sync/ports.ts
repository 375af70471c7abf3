import type { Clock } from '../../shared/clock.ts';
import type { SyncLogError } from '../../shared/errors.ts';
import type { IdSource } from '../../shared/ids.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Logger } from '../logger.ts';
import type { MasterClient } from '../master-client/master-client.ts';
import type { Timers } from '../timers.ts';
import type { Scheduler } from './scheduler.ts';
import type { SyncStore } from './sync-store.ts';

/** How this branch is connected to head office, as it was enrolled. */
export interface MasterLink {
  readonly client: MasterClient;
  readonly address: string;
  readonly branch: { readonly id: string; readonly name: string };
  readonly masterId: string;
  /** Ed25519, SPKI, base64url. */
  readonly masterPublicKey: string;
  readonly installationId: string;
}

/** A head office that this branch is enrolled at, without the credentials for it. */
export interface OutOfReach extends Pick<MasterLink, 'address' | 'branch'> {
  /** `secrets-unavailable`: they cannot be had now. `secrets-elsewhere`: another program keeps them, and does what is to be done. */
  readonly error: SyncLogError;
}

/** Everything the engine needs of the world, so that a simulation can be its world. */
export interface EnginePorts {
  readonly store: SyncStore;
  /** Null where the branch stands alone. Asked anew for every run. */
  readonly link: () => MasterLink | null;
  /** Where there is no link: the head office that cannot be spoken to because its credentials cannot be had. */
  readonly outOfReach?: () => OutOfReach | null;
  /** Reads the credentials again where they were locked away; `link` and `outOfReach` tell what came of it. */
  readonly readCredentials?: () => Promise<void>;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly timers: Timers;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly newId: IdSource;
  /** 32 to 128 hex digits nobody can guess. */
  readonly newChallenge: () => string;
  readonly scheduler: Scheduler;
  /** The branch's own time zone (IANA name), for the cleanup at 03:00. */
  readonly timeZone: string;
  /** What the host knows of the network; null where it knows nothing. */
  readonly hostOnline: () => boolean | null;
  /** Names this process among those that work with the same store; unique for each engine. */
  readonly owner: string;
  readonly logger: Logger;
  /** Told, a few times a second at most, that the status has changed. */
  readonly statusChanged: () => void;
}
