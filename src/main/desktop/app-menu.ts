/** What an item of the app's menu does, besides what the system's own roles do. */
export type MenuAction = 'sale' | 'sync' | 'settings' | 'home' | 'records' | 'log' | 'diagnostics' | 'folder' | 'quit';

/** The screen that an action goes to, by the part of its address after the path. */
export const hashOfAction: Readonly<Record<Exclude<MenuAction, 'sync' | 'quit' | 'folder'>, string>> = {
  sale: '#/sale',
  settings: '#/settings',
  home: '#/sync',
  records: '#/records',
  log: '#/log',
  diagnostics: '#/diagnostics',
};

/** The system's own commands, by Electron's names; the system does them and knows when they apply. */
export type MenuRole =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'zoom'
  | 'front';

export type MenuLine =
  | { readonly kind: 'separator' }
  | { readonly kind: 'role'; readonly role: MenuRole; readonly textKey: string }
  | {
      readonly kind: 'action';
      readonly action: MenuAction;
      readonly textKey: string;
      readonly accelerator?: string;
      readonly enabled: boolean;
    }
  | {
      readonly kind: 'menu';
      readonly textKey: string;
      readonly lines: readonly MenuLine[];
      readonly role?: 'window' | 'help';
    };

export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** Whether there is a head office to sync with, and no sync is on. */
  readonly canSync: boolean;
  /** Whether the records are open; without them there is nothing to go to. */
  readonly open: boolean;
}

const separator: MenuLine = { kind: 'separator' };
const role = (name: MenuRole, textKey: string): MenuLine => ({ kind: 'role', role: name, textKey: `menu.${textKey}` });

/** The app's menu: the same commands everywhere, each where this system's people look for it. */
export function appMenu({ platform, canSync, open }: MenuState): MenuLine[] {
  const mac = platform === 'darwin';
  const action = (name: MenuAction, textKey: string, accelerator?: string, enabled = open): MenuLine => ({
    kind: 'action',
    action: name,
    textKey: `menu.${textKey}`,
    enabled,
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const settings = action('settings', 'settings', 'CmdOrCtrl+,');
  const quit = action('quit', 'quit', 'CmdOrCtrl+Q', true);

  const app: MenuLine = {
    kind: 'menu',
    textKey: 'app.name',
    lines: [
      role('about', 'about'),
      separator,
      settings,
      separator,
      role('services', 'services'),
      separator,
      role('hide', 'hide'),
      role('hideOthers', 'hideOthers'),
      role('unhide', 'unhide'),
      separator,
      quit,
    ],
  };
  const file: MenuLine = {
    kind: 'menu',
    textKey: 'menu.file',
    lines: [
      action('sale', 'newSale', 'CmdOrCtrl+N'),
      action('sync', 'syncNow', 'CmdOrCtrl+Shift+S', open && canSync),
      ...(mac ? [] : [separator, settings]),
      separator,
      role('close', 'close'),
      ...(mac ? [] : [quit]),
    ],
  };
  const edit: MenuLine = {
    kind: 'menu',
    textKey: 'menu.edit',
    lines: [
      role('undo', 'undo'),
      role('redo', 'redo'),
      separator,
      role('cut', 'cut'),
      role('copy', 'copy'),
      role('paste', 'paste'),
      role('selectAll', 'selectAll'),
    ],
  };
  const view: MenuLine = {
    kind: 'menu',
    textKey: 'menu.view',
    lines: [
      action('home', 'sync', 'CmdOrCtrl+1'),
      action('records', 'records', 'CmdOrCtrl+2'),
      action('log', 'log', 'CmdOrCtrl+3'),
      separator,
      role('resetZoom', 'resetZoom'),
      role('zoomIn', 'zoomIn'),
      role('zoomOut', 'zoomOut'),
      separator,
      role('togglefullscreen', 'fullscreen'),
    ],
  };
  const window: MenuLine = {
    kind: 'menu',
    textKey: 'menu.window',
    role: 'window',
    lines: [role('minimize', 'minimize'), role('zoom', 'zoom'), separator, role('front', 'front')],
  };
  const help: MenuLine = {
    kind: 'menu',
    textKey: 'menu.help',
    role: 'help',
    lines: [
      action('diagnostics', 'diagnostics'),
      action('folder', 'dataFolder', undefined, true),
      ...(mac ? [] : [separator, role('about', 'about')]),
    ],
  };
  return [...(mac ? [app] : []), file, edit, view, ...(mac ? [window] : []), help];
}
