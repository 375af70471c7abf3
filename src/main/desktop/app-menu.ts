import type { ActionLine, MenuAction, MenuLine, MenuRole } from './menu-line.ts';

/** What decides which lines there are and which can be pressed. */
export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** Whether there is a head office to sync with, and no sync is on. */
  readonly canSync: boolean;
  /** Whether the records are open; without them there is nothing to go to. */
  readonly open: boolean;
  /** The newer version that is here; null while there is none. */
  readonly update: string | null;
}

const separator: MenuLine = { kind: 'separator' };
const role = (name: MenuRole, textKey: string): MenuLine => ({ kind: 'role', role: name, textKey: `menu.${textKey}` });

/**
 * Electron's own keys reach these on an American keyboard only (`Plus` is Shift with the key beside the backspace; a French one has no minus without Shift), and never from the
 * number pad.
 */
const furtherZoomKeys: readonly MenuLine[] = (
  [
    ['zoomIn', 'CmdOrCtrl+='],
    ['zoomIn', 'CmdOrCtrl+numadd'],
    ['zoomOut', 'CmdOrCtrl+numsub'],
    ['resetZoom', 'CmdOrCtrl+num0'],
  ] as const
).map(([name, furtherKey]) => ({ kind: 'role', role: name, textKey: `menu.${name}`, furtherKey }));

/** The app's menu: the same commands everywhere, each where this system's people look for it. */
export function appMenu({ platform, canSync, open, update }: MenuState): MenuLine[] {
  const mac = platform === 'darwin';
  const action = (name: MenuAction, textKey: string, accelerator?: string, enabled = open): ActionLine => ({
    kind: 'action',
    action: name,
    textKey: `menu.${textKey}`,
    enabled,
    params: {},
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
      ...furtherZoomKeys,
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
      ...(update === null ? [] : [{ ...action('update', 'update', undefined, true), params: { version: update } }]),
      ...(mac ? [] : [separator, role('about', 'about')]),
    ],
  };
  return [...(mac ? [app] : []), file, edit, view, ...(mac ? [window] : []), help];
}
