import { cpSync } from 'node:fs';
import { eventually } from '../../test/support/eventually.ts';
import { branchAnswerSchema, branchApp } from '../demo/branch-app.ts';
import type { DemoBranch } from '../demo/open-demo.ts';
import { recordSale } from '../demo/shop-floor.ts';
import type { SynclogProcesses } from '../demo/synclog-process.ts';

export const copyPin = '2468';

export interface CopiedBranch {
  readonly url: string;
  stop(): Promise<unknown>;
}

/** A copy of a branch's data folder that is started after the original went on: head office stops it at its first word (I18). Its PIN is set and it is locked. */
export async function openCopy(original: DemoBranch, folder: string, synclog: SynclogProcesses): Promise<CopiedBranch> {
  await original.kill();
  cpSync(original.dataDir, folder, { recursive: true });
  await original.start();
  for (let left = 3; left > 0; left -= 1) await recordSale(original, 2);
  await original.app.call('sync.now', {});
  const copy = await synclog.start(
    ['branch', 'start', '--data-dir', folder, '--port', '0', '--no-open'],
    branchAnswerSchema,
  );
  const app = branchApp(copy.answer);
  for (let left = 2; left > 0; left -= 1) await recordSale({ ...original, app }, 2);
  await app.call('sync.now', {});
  await eventually('the copy is stopped', async () =>
    ['branch-rewound', 'clone-detected'].includes((await app.call('sync.status', {})).connection.state),
  );
  await app.call('access.setPin', { pin: copyPin });
  await app.call('access.lock', {});
  return { url: copy.answer.url, stop: () => copy.stop() };
}
