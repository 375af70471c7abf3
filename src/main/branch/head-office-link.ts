import type { Clock } from '../../shared/clock.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { appVersion } from '../../shared/version.ts';
import { parseMasterAddress } from '../master-client/master-address.ts';
import type { MasterClient } from '../master-client/master-client.ts';
import { createNativeClient } from '../master-client/native-client.ts';
import type { Store } from '../store/open-store.ts';
import { enrollWithMaster } from '../sync/enroll.ts';
import type { EnginePorts, MasterLink, OutOfReach } from '../sync/ports.ts';
import type { Timers } from '../timers.ts';
import type { SecretStore } from './branch.ts';
import type { SettingsStore } from './settings-store.ts';

/** The name under which the branch's token is kept. */
const tokenName = 'branch-token';
/** What a host's secrets say when they are there and cannot be had. */
const outOfReachCodes: ReadonlySet<string> = new Set(['secrets-unavailable', 'secrets-elsewhere']);

/** How this branch is connected to head office: made by enrolling, read at the start, read again when another process has changed it. */
export interface HeadOfficeLink {
  current(): MasterLink | null;
  /** The head office that this branch is enrolled at, where its credentials cannot be had. */
  outOfReach(): OutOfReach | null;
  /** A client for an address that a person typed; with the branch's token where that is the address it is enrolled at. */
  clientFor(address: string): MasterClient;
  /** @throws SyncLogError `wrong-code`, `already-enrolled`, `secrets-elsewhere`, and as MasterClient does; then nothing has changed */
  enroll(
    address: string,
    code: string,
  ): Promise<{ readonly branchId: string; readonly name: string; readonly installationId: string }>;
  /** Reads the connection anew; true when it is another one than before. */
  reload(): Promise<boolean>;
}

export interface LinkParts {
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Told when the token is kept where it cannot be read now. */
  readonly secretsFailed: (error: SyncLogError) => void;
  /** Told when it can be read again. */
  readonly secretsBack: () => Promise<void>;
  readonly enrollPorts: Pick<EnginePorts, 'clock' | 'newChallenge' | 'hostOnline'>;
}

export async function openHeadOfficeLink(parts: LinkParts): Promise<HeadOfficeLink> {
  const { store, settings, secrets, clock, timers } = parts;
  let token: string | null = null;
  /** Why the token cannot be had, where it is kept: without it head office would only refuse us, and the branch would be taken for one that was revoked. */
  let tokenOutOfReach: SyncLogError | null = null;
  let link: MasterLink | null = null;
  let outOfReach: OutOfReach | null = null;
  let enrolling: Promise<void> = Promise.resolve();

  function client(address: string, withToken: string | null): MasterClient {
    return createNativeClient({
      address,
      token: withToken,
      appVersion,
      clock,
      timers,
      ...(parts.fetch ? { fetch: parts.fetch } : {}),
    });
  }

  function build(): MasterLink | null {
    const { instance, masterUrl } = settings.get();
    const identity = store.identity();
    outOfReach = null;
    if (instance !== 'slave' || masterUrl === null || identity === null) return null;
    store.noteMasterAddress(masterUrl);
    const enrolled = { address: masterUrl, branch: { id: identity.branchId, name: identity.branchName } };
    if (tokenOutOfReach) {
      outOfReach = { ...enrolled, error: tokenOutOfReach };
      return null;
    }
    return {
      ...enrolled,
      client: client(masterUrl, token),
      masterId: identity.masterId,
      masterPublicKey: identity.masterPublicKey,
      installationId: store.installationId,
    };
  }

  async function readToken(): Promise<void> {
    try {
      token = await secrets.read(tokenName);
      if (tokenOutOfReach === null) return;
      tokenOutOfReach = null;
    } catch (error) {
      if (!(error instanceof SyncLogError) || !outOfReachCodes.has(error.code)) throw error;
      // Selling goes on; only the way to head office is closed.
      tokenOutOfReach = error;
      parts.secretsFailed(error);
      return;
    }
    await parts.secretsBack();
  }

  async function reload(): Promise<boolean> {
    const before = JSON.stringify([link?.address, link?.branch, link?.masterId, link?.installationId, token]);
    settings.reload();
    await readToken();
    const next = build();
    if (JSON.stringify([next?.address, next?.branch, next?.masterId, next?.installationId, token]) === before)
      return false;
    link = next;
    return true;
  }

  await reload();
  return {
    current: () => link,
    outOfReach: () => outOfReach,
    clientFor: (address) => client(address, address === link?.address ? token : null),
    enroll(typed, code) {
      // One after the other: of two at once, head office would know the token of one and this computer might keep that of the other.
      const enrolled = enrolling.then(() => enrollNow(typed, code));
      enrolling = enrolled.then(
        () => undefined,
        () => undefined,
      );
      return enrolled;
    },
    reload,
  };

  async function enrollNow(typed: string, code: string): ReturnType<HeadOfficeLink['enroll']> {
    const address = parseMasterAddress(typed);
    // A token that is kept elsewhere could not be replaced from here, and the code would be used up for nothing.
    if (tokenOutOfReach?.code === 'secrets-elsewhere') throw tokenOutOfReach;
    const installationId = store.enrollingAs();
    const enrolled = await enrollWithMaster(parts.enrollPorts, {
      client: client(address, null),
      code,
      installationId,
      appVersion,
    });
    const known = store.identity();
    if (known && known.masterId !== enrolled.masterId) {
      throw new SyncLogError(
        'already-enrolled',
        'This branch holds the records of another head office, so it was not connected to this one. Use a new data folder for it.',
      );
    }
    // The token first: what comes after can be done again with it, and it is given only until it has been used.
    await secrets.write(tokenName, enrolled.token);
    store.setIdentity({
      branchId: enrolled.branchId,
      branchName: enrolled.branchName,
      masterId: enrolled.masterId,
      masterPublicKey: enrolled.publicKey,
    });
    settings.set({ instance: 'slave', masterUrl: address });
    await reload();
    return { branchId: enrolled.branchId, name: enrolled.branchName, installationId };
  }
}
