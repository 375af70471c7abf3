import { join } from 'node:path';
import { readSwitch } from './switches.ts';

// Imported before everything else: what the others decide by the system, they decide by the one of the test.
const platform = readSwitch('stand-in-platform');
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });

// Where a packaged app's own files lie beside its archive: what the packager writes there (`app-update.yml`, `package-type`).
const resources = readSwitch('stand-in-resources') ?? join(process.cwd(), 'node_modules/electron/dist/resources');
Object.defineProperty(process, 'resourcesPath', { value: resources });
