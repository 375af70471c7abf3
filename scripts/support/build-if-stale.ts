import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project.ts';
import { runProgram } from './run-program.ts';

const sources = ['src', 'migrations', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const outputs = ['main/index.js', 'main/cli.js', 'main/store-worker.js', 'preload/index.cjs', 'renderer/index.html'];

/** True when an output is missing or older than a source. A folder counts as a source, so a removed file is noticed too. */
export function isBuildStale(root: string = projectRoot): boolean {
  const built = outputs.map((output) => join(root, 'out', output));
  if (!built.every((output) => existsSync(output))) return true;
  const oldestOutput = Math.min(...built.map((output) => statSync(output).mtimeMs));
  return sources.some((source) => newestTime(join(root, source)) > oldestOutput);
}

/** Milliseconds since 1970 of the newest change at or under a path; 0 where nothing is. */
function newestTime(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestTime(join(path, name))));
}

/** Builds the three programs when they are missing or stale. Resolves to the builder's exit code, 0 when there was nothing to do. */
export async function buildIfStale(): Promise<number> {
  if (!isBuildStale()) return 0;
  console.log('Building SyncLog …');
  return await runProgram(process.execPath, [
    join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
}
