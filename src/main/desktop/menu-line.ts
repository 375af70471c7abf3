import type { TextRef } from '../../shared/text-ref.ts';

/** What an item of the app's menu does, besides what the system's own roles do. */
export type MenuAction =
  'sale' | 'sync' | 'settings' | 'home' | 'records' | 'log' | 'diagnostics' | 'folder' | 'update' | 'quit';

/** The screen that an action goes to, by the part of its address after the path. */
export const hashOfAction: Readonly<Record<Exclude<MenuAction, 'sync' | 'quit' | 'folder' | 'update'>, string>> = {
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

/** A command of SyncLog's own; a person cannot press it where it is not enabled. */
export interface ActionLine {
  readonly kind: 'action';
  readonly action: MenuAction;
  readonly textKey: string;
  readonly params: TextRef['params'];
  readonly accelerator?: string;
  readonly enabled: boolean;
}

/** What stands in the app's menu, from the top down. Texts are keys of the catalogue. */
export type MenuLine =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'role';
      readonly role: MenuRole;
      readonly textKey: string;
      /** Not seen: one more key for a command that stands elsewhere in the menu. */
      readonly furtherKey?: string;
    }
  | ActionLine
  | {
      readonly kind: 'menu';
      readonly textKey: string;
      readonly lines: readonly MenuLine[];
      readonly role?: 'window' | 'help';
    };
