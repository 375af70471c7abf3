export interface ClosingFacts {
  readonly quitting: boolean;
  readonly trayExists: boolean;
  /** The setting; null: as this desktop is. */
  readonly closeToTray: boolean | null;
  /** The person was told once that the app stays in the tray. */
  readonly told: boolean;
}

/** Closing the window leaves the app in the tray only where there is one and the person knows of it; otherwise nobody would find it again. */
export function onWindowClose({ quitting, trayExists, closeToTray, told }: ClosingFacts): 'close' | 'hide' | 'explain' {
  if (quitting || !trayExists || closeToTray === false) return 'close';
  return told ? 'hide' : 'explain';
}

/** Without a window in sight the app may only start where its tray icon brings it back. */
export function startsHidden(start: { readonly asked: boolean; readonly trayExists: boolean }): boolean {
  return start.asked && start.trayExists;
}

/**
 * Whether this desktop shows tray icons. macOS and Windows always do; on Linux a program of the desktop takes them (StatusNotifierWatcher), and where there is none,
 * as on GNOME without an extension, an icon is made but seen by nobody.
 * @param watcher whether that program is there; null when it could not be found out
 */
export function trayExists(platform: NodeJS.Platform, watcher: boolean | null): boolean {
  return platform === 'darwin' || platform === 'win32' || watcher === true;
}
