import { app, shell } from 'electron';
import { hashOfAction, type MenuAction } from '../desktop/app-menu.ts';
import type { TrayAction } from '../desktop/tray-look.ts';
import type { BranchHost } from './branch-host.ts';
import type { MainWindow } from './main-window.ts';

/** What a person can ask for outside the screens: in the menu, in the tray, and on the page of a trouble. */
export type AppActions = Readonly<Record<TrayAction | 'folder', () => void>> & {
  readonly menu: (action: MenuAction) => void;
};

export function createAppActions(dataDir: string, branch: BranchHost, window: MainWindow): AppActions {
  const actions = {
    sync: () => void branch.call('sync.now', {}),
    pause: () => void branch.call('sync.pause', {}),
    resume: () => void branch.call('sync.resume', {}),
    folder: () => void shell.openPath(dataDir),
    open: () => window.show(),
    quit: () => app.quit(),
  };
  return {
    ...actions,
    menu(action) {
      if (action === 'sync' || action === 'quit' || action === 'folder') actions[action]();
      else window.go(hashOfAction[action]);
    },
  };
}
