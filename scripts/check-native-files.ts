import { Arch, type AfterPackContext } from 'electron-builder';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../src/shared/has-code.ts';
import { fitsEveryElectron, systemOf } from './support/native-file.ts';

const driver = 'node_modules/better-sqlite3';

/**
 * Called by electron-builder when the app is put together. A native file of another system would let the app be installed and end at its first start.
 * @throws Error saying which file is missing or is not of the system that is packaged for
 */
export function afterPack({ appOutDir, arch, packager }: AfterPackContext): void {
  const target = `${packager.platform.nodeName}-${Arch[arch]}`;
  const unpacked = join(packager.getResourcesDir(appOutDir), 'app.asar.unpacked');
  const found = packedNativeFiles(unpacked);
  if (!found.includes(join(driver, `prebuilds/${target}.node`)))
    throw new Error(`better-sqlite3 has no binary for ${target}, so the app would end at its first start there.`);
  for (const path of found) {
    const bytes = readFileSync(join(unpacked, path));
    const system = systemOf(bytes);
    if (system !== target)
      throw new Error(
        `${path} is built for ${system ?? 'no system that is known'}, and the app is packaged for ${target}.`,
      );
    if (!fitsEveryElectron(bytes))
      throw new Error(
        `${path} is built for one version of Node only: it may not load in the Electron that is packaged.`,
      );
  }
}

function packedNativeFiles(unpacked: string): string[] {
  try {
    return readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.node'));
  } catch (error) {
    // Nothing lies beside the archive.
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
