import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import { appVersion } from '../../shared/version.ts';
import type { HeadOfficeLink } from '../branch/head-office-link.ts';
import type { SettingsStore } from '../branch/settings-store.ts';
import { parseMasterAddress } from '../master-client/master-address.ts';
import type { Store, TableProblem } from '../store/open-store.ts';
import type { SyncEngine } from '../sync/engine.ts';
import { climbLadder } from '../sync/ladder.ts';
import type { EnginePorts } from '../sync/ports.ts';
import { planRejoin, rejoin, startAnewAfterEnrolment } from '../sync/rejoin.ts';

type Channels =
  | 'branch.enroll'
  | 'branch.rejoinPlan'
  | 'branch.rejoin'
  | 'branch.testConnection'
  | 'settings.get'
  | 'settings.set'
  | 'app.info';

export interface BranchHandlerParts {
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly link: HeadOfficeLink;
  readonly engine: SyncEngine;
  readonly ports: EnginePorts;
  readonly host: 'electron' | 'browser' | 'cli';
  readonly dataDir: string;
  readonly hostWarnings: readonly TextRef[];
}

export function createBranchHandlers(parts: BranchHandlerParts): IpcHandlers<Channels> {
  const { store, settings, link, engine, ports } = parts;
  /** While the credentials lie in a key store that is out of reach, they are not in the file: that is said once they are. */
  const isTrueNow = ({ key }: TextRef): boolean => key !== 'secrets.noKeyStore' || link.outOfReach() === null;
  return {
    async 'branch.enroll'(input) {
      const { branchId, name, installationId } = await link.enroll(input.masterUrl, input.code);
      if (installationId !== store.installationId) {
        await startAnewAfterEnrolment(ports, installationId);
        await link.reload();
      }
      engine.linkChanged();
      return { branchId, name };
    },
    async 'branch.testConnection'(input) {
      const typed = input.masterUrl?.trim() || settings.get().masterUrl;
      if (!typed)
        throw new SyncLogError('invalid-input', 'Enter the address of head office first.', { field: 'masterUrl' });
      const address = parseMasterAddress(typed);
      const current = link.current();
      const expected = current?.address === address ? current : null;
      return { steps: await climbLadder(ports, { client: link.clientFor(address), address, expected }) };
    },
    'branch.rejoinPlan': () => planRejoin(ports),
    async 'branch.rejoin'() {
      const done = await rejoin(ports);
      await link.reload();
      engine.linkChanged();
      return { ...done, run: await engine.run('person') };
    },
    'settings.get': () => settings.get(),
    'settings.set': (input) =>
      settings.set(Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))),
    'app.info': () => ({
      version: appVersion,
      host: parts.host,
      platform: process.platform,
      dataDir: parts.dataDir,
      warnings: [...parts.hostWarnings.filter(isTrueNow), ...store.leftOut.map(warningOf)],
    }),
  };
}

function warningOf({ model, table, missing }: TableProblem): TextRef {
  return missing === null
    ? { key: 'warnings.noTable', params: { model, table } }
    : { key: 'warnings.noColumns', params: { model, table, columns: missing.join(', ') } };
}
