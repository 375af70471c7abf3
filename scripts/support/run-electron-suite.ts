import { findElectron } from './find-electron.ts';
import { runPlaywright } from './run-suites.ts';
import type { Totals } from './test-totals.ts';

/** Runs the specs that need a real Electron, where one is found and can open a window; otherwise says why not, and counts nothing. */
export async function runElectronSuite(): Promise<Totals[]> {
  if (findElectron() === undefined) {
    console.log('Electron suite: not run: no Electron binary');
    return [];
  }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.log('Electron suite: not run: no display');
    return [];
  }
  return [await runPlaywright('electron')];
}
