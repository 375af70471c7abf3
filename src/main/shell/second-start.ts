import { app, dialog } from 'electron';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasCode } from '../../shared/has-code.ts';
import { lockName, whyLocked } from '../desktop/instance-lock.ts';
import { readSettings } from '../desktop/read-settings.ts';
import { dataDirOfUser } from './data-dir.ts';
import { createSystemTexts } from './system-texts.ts';

/** Ends this start, which did not get the lock of its folder: quietly where another app has shown its window instead, with the reason where there is none. */
export function endSecondStart(): void {
  const folder = app.getPath('userData');
  const file = join(folder, lockName);
  const why =
    process.platform === 'win32' ? 'another-app' : whyLocked({ link: readLink(file), computer: hostname(), isRunning });
  if (why === 'another-app') {
    app.quit();
    return;
  }
  const [key, params] =
    why === 'unwritable' ? ['lockUnwritable', { folder }] : ['locked', { file, computer: why.computer }];
  app
    .whenReady()
    .then(() => sayTrouble(key, params))
    .catch((error: unknown) => dialog.showErrorBox('SyncLog cannot start', String(error)))
    .finally(() => app.exit(1));
}

async function sayTrouble(key: string, params: Readonly<Record<string, string>>): Promise<void> {
  const { language } = await readSettings(dataDirOfUser());
  const texts = await createSystemTexts(language);
  const heading = texts.say({ key: 'trouble.startHeading', params: {} });
  dialog.showErrorBox(heading, texts.say({ key: `trouble.${key}`, params }));
}

function readLink(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    // No lock lies there, or it cannot be read.
    return null;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // One of another user runs too.
    return hasCode(error, 'EPERM');
  }
}
