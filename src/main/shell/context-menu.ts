import { app, Menu } from 'electron';
import { contextMenu } from '../desktop/context-menu.ts';
import type { Texts } from '../text.ts';

/** Cut, copy and paste at the right mouse button and the menu key. Set before the first window exists. */
export function offerContextMenu(texts: Texts): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_clicked, params) => {
      const lines = contextMenu(params);
      if (lines.length === 0) return;
      const items = lines.map(({ role, textKey, enabled }) => ({
        role,
        label: texts.say({ key: textKey, params: {} }),
        enabled,
      }));
      const frame = params.frame === null ? {} : { frame: params.frame };
      Menu.buildFromTemplate(items).popup({ ...frame, sourceType: params.menuSourceType });
    });
  });
}
