import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import { join } from 'node:path';
import type { Status } from '../../shared/status.ts';
import { menuWaits, type ShownMenu } from '../desktop/tray-menu-pace.ts';
import { trayIconFile, trayMenu, trayShape, type TrayAction, type TrayItem } from '../desktop/tray-look.ts';
import type { Texts } from '../text.ts';
import { isPanelDark } from './panel.ts';

export interface AppTray {
  /** @param update the newer version that is here; null while there is none */
  show(status: Status, update: string | null): void;
  /** The panel's colours have changed. */
  redraw(): void;
}

export interface TrayOptions {
  /** Holds the icons. */
  readonly folder: string;
  readonly texts: Texts;
  readonly act: Readonly<Record<TrayAction, () => void>>;
}

/** The icon and its tooltip change at most this often, in milliseconds. */
const atMostEveryMs = 1000;

/** Kept here as well: a tray that nobody refers to is collected, and its icon vanishes. */
let kept: Tray | null = null;

/** The icon in the system's tray; null where the system has none. */
export function createTray({ folder, texts, act }: TrayOptions): AppTray | null {
  const image = (shape: ReturnType<typeof trayShape>) =>
    nativeImage.createFromPath(join(folder, trayIconFile(shape, process.platform, isPanelDark())));
  let tray: Tray;
  try {
    tray = new Tray(image('waiting'));
  } catch (error) {
    // A Linux desktop without a tray: the window then closes for real.
    process.emitWarning(`No tray: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  kept = tray;
  let latest: Status | null = null;
  let newer: string | null = null;
  let drawnAt = 0;
  let timer: NodeJS.Timeout | null = null;
  let shownMenu: ShownMenu | null = null;
  let menuTimer: NodeJS.Timeout | null = null;

  function draw(): void {
    timer = null;
    if (latest === null || kept?.isDestroyed()) return;
    drawnAt = Date.now();
    const sentence = texts.sayStatus(latest);
    tray.setImage(image(trayShape(latest)));
    tray.setToolTip(sentence);
    drawMenu(latest, sentence);
  }

  function drawMenu(status: Status, sentence: string): void {
    const items = trayMenu(status, sentence, newer).map((item) => toMenuItem(item, texts, act));
    const words = { sentence, commands: JSON.stringify(items.slice(1)) };
    const waits = menuWaits(shownMenu, words, Date.now());
    if (waits === null) return;
    if (waits > 0) {
      menuTimer ??= setTimeout(() => {
        menuTimer = null;
        draw();
      }, waits);
      return;
    }
    shownMenu = { ...words, at: Date.now() };
    // Linux shows a changed menu only when it is set again.
    tray.setContextMenu(Menu.buildFromTemplate(items));
  }

  // On macOS a click opens the menu and is told besides; the window would come up over it.
  if (process.platform !== 'darwin') tray.on('click', () => act.open());
  return {
    show(status, update) {
      latest = status;
      newer = update;
      timer ??= setTimeout(draw, Math.max(0, drawnAt + atMostEveryMs - Date.now()));
    },
    redraw: draw,
  };
}

function toMenuItem(item: TrayItem, texts: Texts, act: TrayOptions['act']): MenuItemConstructorOptions {
  if (item.kind === 'separator') return { type: 'separator' };
  if (item.kind === 'text') return { label: item.text, enabled: false };
  return {
    label: texts.say({ key: item.textKey, params: item.params }),
    enabled: item.enabled,
    click: () => act[item.action](),
  };
}
