import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../scripts/support/project.ts';
import { makeElectronThatIsNone, type PackagedSystem } from './electron-that-is-none.ts';

const run = promisify(execFile);
const npx = async (...args: string[]): Promise<string> => {
  try {
    return (await run(process.execPath, args, { cwd: projectRoot, maxBuffer: 64_000_000 })).stdout;
  } catch (cause) {
    // electron-builder says on stdout why it failed.
    const said = cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : '';
    throw new Error(`${args.join(' ')} failed: ${said}`, { cause });
  }
};

const asar = 'node_modules/@electron/asar/bin/asar.js';

/** What electron-builder makes of this project for Linux. */
export interface PackagedApp {
  /** `linux-unpacked/resources`: the archive and what lies beside it. */
  readonly resources: string;
  readonly executable: string;
  /** The archive's content, with what lies unpacked beside it in its place. */
  readonly appFolder: string;
  /** Every file in the archive, from its root. */
  readonly files: readonly string[];
}

/** Packages the built app as `npm run package` does, around an Electron that is none: only what packaging looks at is there. */
export async function packageApp(folder: string): Promise<PackagedApp> {
  const resources = await packageFor(folder, 'linux', 'x64');
  const appFolder = join(folder, 'app');
  await npx(asar, 'extract', join(resources, 'app.asar'), appFolder);
  return { resources, executable: join(resources, '../synclog'), appFolder, files: await listArchive(resources) };
}

/** Every file in the archive of these resources, from its root. */
export async function listArchive(resources: string): Promise<string[]> {
  return (await npx(asar, 'list', join(resources, 'app.asar'))).trim().split('\n');
}

/**
 * Packages the built app for any system and processor.
 * @returns its folder of resources
 * @throws Error with what electron-builder says when it fails
 */
export async function packageFor(folder: string, system: PackagedSystem, arch: string): Promise<string> {
  const electron = join(folder, `electron-${system}`);
  makeElectronThatIsNone(electron, system);
  const output = join(folder, `dist-${system}-${arch}`);
  const builder = ['node_modules/electron-builder/cli.js', `--${system}`, 'dir', `--${arch}`, '--publish', 'never'];
  // Of macOS and Windows the program itself is not edited, and no icon converted: that needs a real one, and programs that are fetched.
  const plain = {
    linux: [],
    win: ['-c.disableAsarIntegrity=true', '-c.win.signAndEditExecutable=false'],
    mac: ['-c.mac.identity=null', `-c.mac.icon=${electron}/icon.icns`],
  };
  await npx(...builder, `-c.electronDist=${electron}`, `-c.directories.output=${output}`, ...plain[system]);
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  return system === 'mac'
    ? join(output, `mac${suffix}`, 'SyncLog.app/Contents/Resources')
    : join(output, `${system}${suffix}-unpacked`, 'resources');
}
