import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project.ts';

/**
 * The Electron binary of this checkout or of ELECTRON_OVERRIDE_DIST_PATH, if it is there. Reads files only: requiring the `electron` package
 * would start a download.
 */
export function findElectron(root: string = projectRoot, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const program = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : undefined;
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return existing(join(override, program ?? defaultProgram(process.platform)));
  return program === undefined ? undefined : existing(join(folder, 'dist', program));
}

function defaultProgram(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
