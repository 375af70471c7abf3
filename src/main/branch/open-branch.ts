import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import type { RunCause } from '../../shared/status.ts';
import { createAccessFile } from '../access/access-file.ts';
import { createBranchAccess } from '../access/branch-access.ts';
import { guardHandlers } from '../access/guard-handlers.ts';
import { createAccessHandlers } from '../ipc/access-handlers.ts';
import { createBackupHandlers } from '../ipc/backup-handlers.ts';
import { createBranchHandlers } from '../ipc/branch-handlers.ts';
import { createDiagnosticsHandlers } from '../ipc/diagnostics-handlers.ts';
import { createCheckHandlers } from '../ipc/check-handlers.ts';
import { createConflictsHandlers } from '../ipc/conflicts-handlers.ts';
import { createDraftsHandlers } from '../ipc/drafts-handlers.ts';
import { createLogsHandlers } from '../ipc/logs-handlers.ts';
import { createRecordsHandlers } from '../ipc/records-handlers.ts';
import { createSyncHandlers } from '../ipc/sync-handlers.ts';
import { silentLogger, type Logger } from '../logger.ts';
import { newLeaseOwner } from '../store/lease-owner.ts';
import { openStore } from '../store/open-store.ts';
import { withTypedErrors } from '../store/typed-errors.ts';
import { createSyncEngine } from '../sync/engine.ts';
import { createNodeScheduler } from '../sync/node-schedule-scheduler.ts';
import type { EnginePorts } from '../sync/ports.ts';
import { systemTimers, type Timers } from '../timers.ts';
import type { Branch, SecretStore } from './branch.ts';
import { createChangedTopics } from './changed-topics.ts';
import { protectedSecretsFile } from './file-secrets.ts';
import { createSecretsBesideApp } from './secrets-beside-app.ts';
import { watchForeignCommits } from './foreign-commits.ts';
import { openHeadOfficeLink } from './head-office-link.ts';
import { localTimeZone } from './local-time-zone.ts';
import { findLogKey } from './log-key.ts';
import { recoverSettings, warningOfSettings } from './recover-settings.ts';
import { openSettings } from './settings-store.ts';

export interface BranchOptions {
  /** The folder that holds everything of this branch. */
  readonly dataDir: string;
  readonly host: 'electron' | 'browser' | 'cli';
  /** Default: Node's. In Electron, one that goes through Chromium's network stack. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default: a private file in the data folder. */
  readonly secrets?: SecretStore;
  /** What the host found that a person has to know about this computer. */
  readonly hostWarnings?: readonly TextRef[];
  readonly clock?: Clock;
  readonly timers?: Timers;
  readonly logger?: Logger;
}

/**
 * Opens a branch: its database, its log, its sync. Nothing runs by itself before `start`.
 * @throws SyncLogError as openStore does
 */
export async function openBranch(options: BranchOptions): Promise<Branch> {
  const { dataDir, host } = options;
  const clock = options.clock ?? systemClock;
  const timers = options.timers ?? systemTimers;
  const logger = options.logger ?? silentLogger;
  const settings = openSettings(dataDir, logger);
  const excludedModels = settings.damage()?.lost.has('excludedModels') ? 'as before' : settings.get().excludedModels;
  const store = await openStore({ dataDir, excludedModels, clock, logger });
  const warnings = [...(options.hostWarnings ?? [])];
  recoverSettings(settings, store);
  const told = warningOfSettings(settings, store);
  if (told) {
    logger.error(
      'The file of the settings is damaged or missing; what it has lost is as in a new installation',
      told.params,
    );
    warnings.push(told);
  }
  const secrets =
    options.secrets ??
    createSecretsBesideApp(dataDir, (file) => {
      if (warnings.some(({ key }) => key === 'warnings.secretsDamaged')) return;
      logger.error('The file of the credentials is damaged; they have to be given anew', { file });
      warnings.push({ key: 'warnings.secretsDamaged', params: { file } });
    });
  // Beside an app that keeps its secrets elsewhere, a key that is not in the file is not gone.
  const mayReplace = options.secrets !== undefined || !existsSync(join(dataDir, protectedSecretsFile));
  const takeLogKey = async (): Promise<void> =>
    store.useLogKey(await findLogKey(secrets, store, { mayReplace, logger }));
  await takeLogKey();
  const topics = createChangedTopics(timers);
  let hostOnline: boolean | null = null;

  const basics = { clock, newChallenge: () => randomBytes(32).toString('hex'), hostOnline: () => hostOnline };
  const link = await openHeadOfficeLink({
    store,
    settings,
    secrets,
    clock,
    timers,
    fetch: options.fetch,
    secretsFailed({ code, message }) {
      logger.error(message);
      if (warnings.some(({ params }) => params['code'] === code)) return;
      warnings.push({ key: 'warnings.error', params: { code, message } });
    },
    async secretsBack() {
      const told = warnings.findIndex(({ params }) => params['code'] === 'secrets-unavailable');
      if (told >= 0) warnings.splice(told, 1);
      topics.add(['settings', 'status']);
      // It lay behind the same lock.
      await takeLogKey();
    },
    enrollPorts: basics,
  });
  const ports: EnginePorts = {
    ...basics,
    store: store.sync,
    link: link.current,
    outOfReach: link.outOfReach,
    readCredentials: async () => void (await link.reload()),
    settings: settings.get,
    timers,
    random: Math.random,
    newId,
    scheduler: createNodeScheduler(logger),
    timeZone: localTimeZone(),
    owner: newLeaseOwner(),
    logger,
    statusChanged: () => topics.add(['status']),
  };
  const engine = createSyncEngine(ports);

  store.onCommitted((event) => {
    topics.add(event.topics);
    if (event.local) engine.changed();
  });
  settings.onChanged(() => {
    topics.add(['settings', 'status']);
    engine.settingsChanged();
  });

  /** Another process has changed the data: its records may have to go out, and it may have connected the branch. */
  async function lookAgain(): Promise<void> {
    if (await link.reload()) engine.linkChanged();
    topics.add(['status', 'logs', 'conflicts', ...store.models.all.map((model) => `records:${model.name}`)]);
    if (store.sync.hasDue()) engine.changed();
  }

  let started = false;
  /** A command that ends at once would only cut short the sync that it starts; an app that is open beside it sees what has changed. */
  function requestByItself(cause: RunCause): void {
    if (started) engine.request(cause);
  }

  const access = createBranchAccess({
    file: createAccessFile(dataDir),
    clock,
    timers,
    lockAfterMinutes: () => settings.get().pinLocksAfterMinutes,
    changed: () => topics.add(['access']),
  });
  const branchHandlers = createBranchHandlers({
    store,
    settings,
    link,
    engine,
    ports,
    host,
    dataDir,
    hostWarnings: warnings,
  });
  const handlers = withTypedErrors({
    ...createAccessHandlers(access),
    ...createBackupHandlers(store, dataDir, clock),
    ...branchHandlers,
    ...createDiagnosticsHandlers({
      dataDir,
      clock,
      store,
      engine,
      ports,
      settings,
      info: () => branchHandlers['app.info']({}),
    }),
    ...createSyncHandlers(engine, store, clock, () => requestByItself('person')),
    ...createLogsHandlers(store, settings, ports, () => requestByItself('retry')),
    ...createCheckHandlers(ports, engine, () => topics.add(['check'])),
    ...createConflictsHandlers(store),
    ...createRecordsHandlers(store),
    ...createDraftsHandlers(store),
  });
  let stopWatching: () => void = () => undefined;
  return {
    handlers: host === 'cli' ? handlers : guardHandlers(handlers, access),
    records: {
      saveMany: (model, rows) =>
        store.write((trx) => store.repository(model).saveMany(trx, rows), { independent: true }),
    },
    onChanged: topics.onChanged,
    start() {
      started = true;
      stopWatching = watchForeignCommits(store, timers, logger, lookAgain);
      engine.start();
    },
    request: engine.request,
    notify(event) {
      if (event === 'online' || event === 'offline') hostOnline = event === 'online';
      engine.notify(event);
    },
    async close() {
      stopWatching();
      access.stop();
      await engine.stop();
      topics.stop();
      store.close();
    },
  };
}
