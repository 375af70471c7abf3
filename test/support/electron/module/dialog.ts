import { ask, recordCall } from './desktop-link.ts';
import { modelled } from './modelled.ts';
import { requireReady } from './readiness.ts';

async function showMessageBox(
  ...args: [Electron.MessageBoxOptions] | [unknown, Electron.MessageBoxOptions]
): Promise<Electron.MessageBoxReturnValue> {
  requireReady('dialog.showMessageBox()');
  const options = args.length === 1 ? args[0] : args[1];
  const answer = await ask({
    type: 'message-box',
    box: {
      message: options.message,
      detail: options.detail ?? '',
      buttons: options.buttons ?? ['OK'],
      defaultId: options.defaultId ?? 0,
      cancelId: options.cancelId ?? 0,
    },
  });
  return { response: answer.type === 'message-box-answer' ? answer.response : 0, checkboxChecked: false };
}

export const dialog = modelled('dialog', {
  showMessageBox,
  showErrorBox: (title: string, content: string): void => recordCall('dialog.showErrorBox', title, content),
});

export const shell = modelled('shell', {
  openExternal: async (url: string): Promise<void> => recordCall('shell.openExternal', url),
  async openPath(path: string): Promise<string> {
    recordCall('shell.openPath', path);
    return '';
  },
  showItemInFolder: (path: string): void => recordCall('shell.showItemInFolder', path),
});

export const crashReporter = modelled('crashReporter', {
  start: (options: Electron.CrashReporterStartOptions): void => {
    // Without this switch Electron sends what it collects to an address that it then requires.
    if (options.uploadToServer !== false && !options.submitURL) throw new Error('submitURL must be specified');
    recordCall('crashReporter.start', JSON.stringify(options));
  },
});
