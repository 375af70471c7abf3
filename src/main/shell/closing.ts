import { app, dialog, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { readDesktopMemory, writeDesktopMemory } from '../desktop/desktop-memory.ts';
import type { Texts } from '../text.ts';

let told = false;

const memoryFile = (): string => join(app.getPath('userData'), 'desktop.json');

/** Read once at the start. */
export async function rememberDesktop(): Promise<void> {
  told = (await readDesktopMemory(memoryFile())).toldOfTray;
}

/** Whether the person knows that the app stays in the tray. */
export function wasToldOfTray(): boolean {
  return told;
}

/** Says, the first time, where the app is when its window is closed. The answer may be to quit after all. */
export function explainTray(texts: Texts): (window: BrowserWindow) => Promise<'hide' | 'quit'> {
  const say = (key: string): string => texts.say({ key: `closing.${key}`, params: {} });
  return async (window) => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'info',
      message: say('message'),
      detail: say('detail'),
      buttons: [say('keep'), say('quit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    told = true;
    await writeDesktopMemory(memoryFile(), { toldOfTray: true });
    return response === 1 ? 'quit' : 'hide';
  };
}
