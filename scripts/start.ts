import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './support/build-if-stale.ts';
import { chooseHost } from './support/choose-host.ts';
import { defaultDataFolder } from './support/default-data-folder.ts';
import { findElectron } from './support/find-electron.ts';
import { projectRoot } from './support/project.ts';
import { runProgram } from './support/run-program.ts';

// `npm start`: builds what is missing and opens the branch app. What follows `--` goes to the host that is chosen.

async function open(args: readonly string[]): Promise<number> {
  const host = chooseHost({
    platform: process.platform,
    electron: findElectron(),
    env: process.env,
    isRoot: process.getuid?.() === 0,
  });
  if (host.kind === 'electron') return await runProgram(host.binary, [projectRoot, ...args]);
  console.log(host.why);
  const folder = args.some((arg) => arg === '--data-dir' || arg.startsWith('--data-dir='))
    ? []
    : ['--data-dir', defaultDataFolder(process.platform, process.env, homedir())];
  return await runProgram(process.execPath, [
    join(projectRoot, 'bin/synclog.mjs'),
    'branch',
    'start',
    ...folder,
    ...args,
  ]);
}

const built = await buildIfStale();
if (built !== 0) {
  console.error('SyncLog could not be built; the reason is above.');
  process.exitCode = built;
} else {
  process.exitCode = await open(process.argv.slice(2));
}
