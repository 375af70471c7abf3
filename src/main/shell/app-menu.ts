import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { appMenu, type MenuState } from '../desktop/app-menu.ts';
import type { MenuAction, MenuLine } from '../desktop/menu-line.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import type { Texts } from '../text.ts';

/** Puts up the app's menu; again when what can be done has changed. */
export function createAppMenu(texts: Texts, act: (action: MenuAction) => void): (state: MenuState) => void {
  let shown = '';
  const label = (key: string, params: TextRef['params'] = {}): string => {
    const said = texts.say({ key, params });
    // macOS has no letters to press with Alt.
    return process.platform === 'darwin' ? said.replaceAll('&', '') : said;
  };

  function toItem(line: MenuLine): MenuItemConstructorOptions {
    switch (line.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'role':
        return {
          role: line.role,
          label: label(line.textKey),
          ...(line.furtherKey === undefined ? {} : { accelerator: line.furtherKey, visible: false }),
        };
      case 'action':
        return {
          label: label(line.textKey, line.params),
          enabled: line.enabled,
          click: () => act(line.action),
          ...(line.accelerator === undefined ? {} : { accelerator: line.accelerator }),
        };
      case 'menu':
        return {
          label: line.textKey === 'app.name' ? app.getName() : label(line.textKey),
          submenu: line.lines.map(toItem),
          ...(line.role === undefined ? {} : { role: line.role }),
        };
    }
  }

  return (state) => {
    const items = appMenu(state).map(toItem);
    // A menu that is set again closes where it is open.
    if (JSON.stringify(items) === shown) return;
    shown = JSON.stringify(items);
    Menu.setApplicationMenu(Menu.buildFromTemplate(items));
  };
}
