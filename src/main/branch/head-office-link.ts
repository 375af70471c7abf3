import type { Clock } from '../../shared/clock.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { appVersion } from '../../shared/version.ts';
import { parseMasterAddress } from '../master-client/master-address.ts';
import type { MasterClient } from '../master-client/master-client.ts';
import { createNativeClient } from '../master-client/native-client.ts';
import type { Store } from '../store/open-store.ts';
import { enrollWithMaster } from '../sync/enroll.ts';
import type { EnginePorts, MasterLink } from '../sync/ports.ts';
import type { Timers } from '../timers.ts';
import type { SecretStore } from './branch.ts';
import type { SettingsStore } from './settings-store.ts';

/** The name under which the branch's token is kept. */
const tokenName = 'branch-token';

/** How this branch is connected to head office: made by enrolling, read at the start, read again when another process has changed it. */
export interface HeadOfficeLink {
  current(): MasterLink | null;
  /** A client for an address that a person typed; with the branch's token where that is the address it is enrolled at. */
  clientFor(address: string): MasterClient;
  /** @throws SyncLogError `wrong-code`, `already-enrolled`, and as MasterClient does; then nothing has changed */
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
  /** Told, in a sentence, when the token is kept where it cannot be read now. */
  readonly secretsFailed: (sentence: string) => void;
  readonly enrollPorts: Pick<EnginePorts, 'clock' | 'newChallenge' | 'hostOnline'>;
}

export async function openHeadOfficeLink(parts: LinkParts): Promise<HeadOfficeLink> {
  const { store, settings, secrets, clock, timers } = parts;
  let token: string | null = null;
  /** The system's key store is locked: without the token head office would only refuse us, and the branch would be taken for one that was revoked. */
  let tokenOutOfReach = false;
  let link: MasterLink | null = null;

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
    if (instance !== 'slave' || masterUrl === null || identity === null || tokenOutOfReach) return null;
    return {
      client: client(masterUrl, token),
      address: masterUrl,
      branch: { id: identity.branchId, name: identity.branchName },
      masterId: identity.masterId,
      masterPublicKey: identity.masterPublicKey,
      installationId: store.installationId,
    };
  }

  async function readToken(): Promise<void> {
    try {
      token = await secrets.read(tokenName);
      tokenOutOfReach = false;
    } catch (error) {
      if (!(error instanceof SyncLogError) || error.code !== 'secrets-unavailable') throw error;
      // Selling goes on; only the way to head office is closed.
      tokenOutOfReach = true;
      parts.secretsFailed(error.message);
    }
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
    clientFor: (address) => client(address, address === link?.address ? token : null),
    async enroll(typed, code) {
      const address = parseMasterAddress(typed);
      // A database that was a branch before may be an older copy: it comes back as an installation of its own (I18).
      const installationId = store.identity() ? newId() : store.installationId;
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
      // The token first: what comes after can be done again with it, the code cannot be used again.
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
    },
    reload,
  };
}
