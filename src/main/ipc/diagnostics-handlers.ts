import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { isoTime } from '../../shared/clock.ts';
import type { IpcHandlers, IpcOutput } from '../../shared/ipc/contract.ts';
import { checkDatabase } from '../store/check-database.ts';
import { measureStorage } from '../diagnostics/measure-storage.ts';
import { readLogTail } from '../diagnostics/read-log-tail.ts';
import { runChecks } from '../diagnostics/run-checks.ts';
import { makeSupportBundle } from '../diagnostics/support-bundle.ts';
import type { SettingsStore } from '../branch/settings-store.ts';
import { readLogGrowth } from '../store/log/log-growth.ts';
import type { Store } from '../store/open-store.ts';
import type { SyncEngine } from '../sync/engine.ts';
import { climbLadder } from '../sync/ladder.ts';
import type { EnginePorts } from '../sync/ports.ts';

type Channels = 'diagnostics.storage' | 'diagnostics.run' | 'diagnostics.logTail' | 'diagnostics.bundle';

export interface DiagnosticsHandlerParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly store: Store;
  readonly engine: SyncEngine;
  readonly ports: EnginePorts;
  readonly settings: SettingsStore;
  readonly info: () => unknown;
}

const bundledLines = 2000;
const bundledChanges = 1000;
const bundledRuns = 200;

export function createDiagnosticsHandlers(parts: DiagnosticsHandlerParts): IpcHandlers<Channels> {
  const { dataDir, clock, store, engine, ports, settings } = parts;
  const storage = () => measureStorage(dataDir, readLogGrowth(store.context));

  async function run(): Promise<IpcOutput<'diagnostics.run'>> {
    const link = ports.link();
    const ladder = link ? await climbLadder(ports, { client: link.client, address: link.address, expected: link }) : [];
    const measured = await storage();
    const checks = await runChecks({
      now: clock.now(),
      dataDir,
      status: engine.status(),
      leftOut: store.leftOut,
      storage: measured,
      ladder,
      databaseProblems: await checkDatabase(join(dataDir, 'branch.sqlite')),
    });
    return { at: isoTime(clock.now()), checks, storage: measured, connection: ladder };
  }

  return {
    'diagnostics.storage': storage,
    'diagnostics.run': run,
    'diagnostics.logTail': async (input) => ({ lines: await readLogTail(dataDir, input.lines) }),
    async 'diagnostics.bundle'() {
      return makeSupportBundle({
        at: isoTime(clock.now()),
        info: parts.info(),
        settings: settings.get(),
        status: engine.status(),
        runs: store.sync.runs(bundledRuns),
        checks: await run(),
        logs: store.SyncLog.search({}, { limit: bundledChanges }),
        logTail: await readLogTail(dataDir, bundledLines),
      });
    },
  };
}
