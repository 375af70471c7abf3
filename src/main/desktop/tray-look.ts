import { overallState, type OverallState, type Status } from '../../shared/status.ts';

/** What the tray's icon shows, by shape and not by colour. */
export type TrayShape = 'confirmed' | 'syncing' | 'waiting' | 'offline' | 'attention';

const shapes: Record<OverallState, TrayShape> = {
  confirmed: 'confirmed',
  syncing: 'syncing',
  waiting: 'waiting',
  paused: 'waiting',
  unconfirmed: 'waiting',
  standalone: 'offline',
  offline: 'offline',
  attention: 'attention',
};

export function trayShape(status: Status): TrayShape {
  return shapes[overallState(status)];
}

export type TrayAction = 'sync' | 'pause' | 'resume' | 'open' | 'quit';

/** One line of the tray's menu; a line without an action only says something. */
export type TrayItem =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly action: TrayAction; readonly textKey: string; readonly enabled: boolean };

/** @param sentence the home sentence, as it is said */
export function trayMenu(status: Status, sentence: string): TrayItem[] {
  const connected = status.connection.state !== 'standalone';
  const action = (name: TrayAction, enabled = true): TrayItem => ({
    kind: 'action',
    action: name,
    textKey: `tray.${name}`,
    enabled,
  });
  return [
    { kind: 'text', text: sentence },
    { kind: 'separator' },
    action('sync', connected),
    status.pausedUntil === null ? action('pause', connected) : action('resume'),
    action('open'),
    { kind: 'separator' },
    action('quit'),
  ];
}

/**
 * The icon's file for this system: template images for macOS, which colours them itself; elsewhere one that stands out from the panel: icons of several sizes for
 * Windows, images for Linux. Electron finds the `@2x` beside an image.
 */
export function trayIconFile(shape: TrayShape, platform: NodeJS.Platform, darkPanel: boolean): string {
  if (platform === 'darwin') return `${shape}Template.png`;
  if (platform === 'win32') return `${shape}-${darkPanel ? 'for-dark' : 'for-light'}.ico`;
  return `${shape}-${darkPanel ? 'for-dark' : 'for-light'}.png`;
}
