import { buildIfStale } from './support/build-if-stale.ts';
import { runElectronSuite } from './support/run-electron-suite.ts';

// `npm run test:electron`: the shell in a real Electron, where a binary is found.

const built = await buildIfStale();
if (built !== 0) process.exitCode = built;
else {
  const runs = await runElectronSuite();
  process.exitCode = runs.some((run) => run.failed > 0) ? 1 : 0;
}
