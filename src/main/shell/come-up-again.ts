import { app } from 'electron';
import { spawn } from 'node:child_process';
import { appImageFile } from './app-image.ts';

/**
 * Starts the program that is in this one's place now; called when everything is closed. An AppImage is started by its own file and at once: `app.relaunch` waits for the end of
 * this process in a helper that lies inside the mounted image and goes with it (electron-userland/electron-builder#1727).
 */
export function comeUpAgain(): void {
  const appImage = appImageFile();
  if (appImage === undefined) {
    app.relaunch();
    return;
  }
  // Otherwise the new one would take this one for an app that is open, and end.
  app.releaseSingleInstanceLock();
  const started = spawn(appImage, [], { detached: true, stdio: 'ignore' });
  started.on('error', (error) => process.emitWarning(`${appImage} was not started again: ${error.message}`));
  started.unref();
}
