import type { IpcChannel } from '../../shared/ipc/contract.ts';

/**
 * Who may call a channel while the branch is locked. `open`: everyone. `redacted`: everyone, without the contents of the changes. `protected`: only with the
 * branch PIN. Every channel is decided here: a new one does not compile until somebody has thought about it.
 */
export type AccessRule = 'open' | 'redacted' | 'protected';

export const accessRules: Readonly<Record<IpcChannel, AccessRule>> = {
  'access.state': 'open',
  'access.unlock': 'open',
  'access.lock': 'open',
  // Asks for the current PIN itself.
  'access.setPin': 'open',
  'app.info': 'open',
  'branch.enroll': 'protected',
  'branch.rejoinPlan': 'open',
  'branch.rejoin': 'protected',
  'branch.testConnection': 'open',
  'branch.verify': 'open',
  'branch.checkProgress': 'open',
  'branch.certificate': 'open',
  'branch.repair': 'protected',
  'diagnostics.storage': 'open',
  'diagnostics.run': 'open',
  'diagnostics.logTail': 'protected',
  'diagnostics.bundle': 'protected',
  'settings.get': 'open',
  'settings.set': 'protected',
  'sync.status': 'open',
  'sync.now': 'open',
  'sync.cancel': 'open',
  'sync.pause': 'open',
  'sync.resume': 'open',
  'sync.runs': 'open',
  'sync.activity': 'open',
  'logs.stats': 'open',
  'logs.list': 'redacted',
  'logs.get': 'protected',
  'logs.retry': 'protected',
  'logs.causes': 'protected',
  'logs.takeHeadOffice': 'protected',
  'logs.takeHeadOfficeOfCause': 'protected',
  'logs.cleanup': 'protected',
  'conflicts.list': 'protected',
  'conflicts.get': 'protected',
  'conflicts.resolve': 'protected',
  'records.models': 'open',
  'records.list': 'open',
  'records.get': 'open',
  'records.getMany': 'open',
  'records.save': 'open',
  'records.remove': 'open',
  'records.history': 'redacted',
  'sales.findProducts': 'open',
  'sales.create': 'open',
};
