import { app, crashReporter, dialog } from 'electron';
import { toErrorShape } from '../../shared/errors.ts';
import { run } from './run.ts';
import { registerAppScheme } from './screens-protocol.ts';
import { endSecondStart } from './second-start.ts';

/** The Electron app, from the first line until it is ready. What must come before that comes here. */
export function startDesktopApp(): void {
  // Before anything else: a second app on the same data would only get in the first one's way.
  if (!app.requestSingleInstanceLock()) {
    endSecondStart();
    return;
  }
  // Kept on this computer, beside the data folder and not in the report for support: they hold what was in memory.
  crashReporter.start({ uploadToServer: false });
  app.enableSandbox();
  registerAppScheme();
  if (process.platform === 'win32') app.setAppUserModelId('org.synclog.branch');
  app
    .whenReady()
    .then(run)
    .catch((error: unknown) => {
      // Nothing is there yet that could show a page.
      dialog.showErrorBox('SyncLog cannot start', toErrorShape(error).message);
      app.exit(1);
    });
}
