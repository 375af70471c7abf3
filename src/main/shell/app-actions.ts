import { app, shell } from 'electron';
import { hashOfAction, type MenuAction } from '../desktop/menu-line.ts';
import type { TrayAction } from '../desktop/tray-look.ts';
import type { BranchHost } from './branch-host.ts';
import type { MainWindow } from './main-window.ts';

/** What a person can ask for outside the screens: in the menu, in the tray, and on the page of a trouble. */
export type AppActions = Readonly<Record<TrayAction | 'folder', () => void>> & {
  readonly menu: (action: MenuAction) => void;
};

export interface AppActionOptions {
  readonly dataDir: string;
  readonly branch: BranchHost;
  readonly window: MainWindow;
  /** Ends the app so that the newer version takes over and comes up. */
  readonly update: () => void;
}

/** What menu and tray do, in one place for both. */
export function createAppActions({ dataDir, branch, window, update }: AppActionOptions): AppActions {
  const actions = {
    sync: () => void branch.call('sync.now', {}),
    pause: () => void branch.call('sync.pause', {}),
    resume: () => void branch.call('sync.resume', {}),
    folder: () => void openFolder(dataDir),
    open: () => window.show(),
    update,
    quit: () => app.quit(),
  };
  return {
    ...actions,
    menu(action) {
      if (action === 'sync' || action === 'quit' || action === 'folder' || action === 'update') actions[action]();
      else window.go(hashOfAction[action]);
    },
  };
}

async function openFolder(folder: string): Promise<void> {
  // Electron does not reject: it answers with what was wrong.
  const wrong = await shell.openPath(folder);
  if (wrong !== '') process.emitWarning(`${folder} was not opened: ${wrong}`);
}
