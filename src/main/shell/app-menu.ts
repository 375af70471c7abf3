import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { appMenu, type MenuAction, type MenuLine, type MenuState } from '../desktop/app-menu.ts';
import type { Texts } from '../text.ts';

/** Puts up the app's menu; again when what can be done has changed. */
export function createAppMenu(texts: Texts, act: (action: MenuAction) => void): (state: MenuState) => void {
  let shown = '';
  const label = (key: string): string => {
    const said = texts.say({ key, params: {} });
    // macOS has no letters to press with Alt.
    return process.platform === 'darwin' ? said.replaceAll('&', '') : said;
  };

  function toItem(line: MenuLine): MenuItemConstructorOptions {
    switch (line.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'role':
        return { role: line.role, label: label(line.textKey) };
      case 'action':
        return {
          label: label(line.textKey),
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
    const lines = appMenu(state);
    // A menu that is set again closes where it is open.
    if (JSON.stringify(lines) === shown) return;
    shown = JSON.stringify(lines);
    Menu.setApplicationMenu(Menu.buildFromTemplate(lines.map(toItem)));
  };
}
