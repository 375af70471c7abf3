import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The systems by electron-builder's names. */
export type PackagedSystem = 'linux' | 'mac' | 'win';

/** By these bytes @electron/fuses finds its switches in Electron's binary; one for each follows, after their version and number. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('1'.repeat(9)),
]);

const plist = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict/></plist>
`;

const program = Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuseWire]);

const filesOf: Readonly<Record<PackagedSystem, Readonly<Record<string, string | Buffer>>>> = {
  linux: { LICENSE: '', version: '', 'chrome-sandbox': '', 'locales/en-US.pak': '', electron: program },
  win: { LICENSE: '', version: '', 'locales/en-US.pak': '', 'electron.exe': program },
  mac: {
    'icon.icns': '',
    'Electron.app/Contents/Info.plist': plist,
    'Electron.app/Contents/MacOS/Electron': '',
    'Electron.app/Contents/Resources/electron.icns': '',
    'Electron.app/Contents/Frameworks/Electron Helper.app/Contents/Info.plist': plist,
    'Electron.app/Contents/Frameworks/Electron Helper.app/Contents/MacOS/Electron Helper': '',
    'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework': program,
  },
};

/** What electron-builder looks at of an Electron, in a folder of that system's shape. */
export function makeElectronThatIsNone(folder: string, system: PackagedSystem): void {
  for (const [name, content] of Object.entries(filesOf[system])) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, 0o755);
  }
  mkdirSync(join(folder, 'resources'), { recursive: true });
}
