import { overallState, type OverallState } from '../../shared/home-sentence.ts';
import type { Status } from '../../shared/status.ts';
import type { TextRef } from '../../shared/text-ref.ts';

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

/** The icon for what the home sentence says. */
export function trayShape(status: Status): TrayShape {
  return shapes[overallState(status)];
}

/** What a line of the tray's menu does. */
export type TrayAction = 'sync' | 'pause' | 'resume' | 'open' | 'update' | 'quit';

/** One line of the tray's menu; a line without an action only says something. */
export type TrayItem =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'action';
      readonly action: TrayAction;
      readonly textKey: string;
      readonly enabled: boolean;
      readonly params: TextRef['params'];
    };

/**
 * @param sentence the home sentence, as it is said
 * @param update the newer version that is here; null while there is none
 */
export function trayMenu(status: Status, sentence: string, update: string | null): TrayItem[] {
  const connected = status.connection.state !== 'standalone';
  const action = (name: TrayAction, enabled = true, params: TextRef['params'] = {}): TrayItem => ({
    kind: 'action',
    action: name,
    textKey: `tray.${name}`,
    enabled,
    params,
  });
  return [
    { kind: 'text', text: sentence },
    { kind: 'separator' },
    action('sync', connected),
    status.pausedUntil === null ? action('pause', connected) : action('resume'),
    action('open'),
    ...(update === null ? [] : [action('update', true, { version: update })]),
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
