import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import { join } from 'node:path';
import type { Status } from '../../shared/status.ts';
import { trayIconFile, trayMenu, trayShape, type TrayAction, type TrayItem } from '../desktop/tray-look.ts';
import type { Texts } from '../text.ts';
import { isPanelDark } from './panel.ts';

export interface AppTray {
  show(status: Status): void;
  /** The panel's colours have changed. */
  redraw(): void;
}

export interface TrayOptions {
  /** Holds the icons. */
  readonly folder: string;
  readonly texts: Texts;
  readonly act: Readonly<Record<TrayAction, () => void>>;
}

/** The menu is made anew at most this often, in milliseconds. */
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
  let drawnAt = 0;
  let timer: NodeJS.Timeout | null = null;

  function draw(): void {
    timer = null;
    if (latest === null || kept?.isDestroyed()) return;
    drawnAt = Date.now();
    const sentence = texts.sayStatus(latest);
    tray.setImage(image(trayShape(latest)));
    tray.setToolTip(sentence);
    // Linux shows a changed menu only when it is set again.
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(latest, sentence).map((item) => toMenuItem(item, texts, act))));
  }

  tray.on('click', () => act.open());
  return {
    show(status) {
      latest = status;
      timer ??= setTimeout(draw, Math.max(0, drawnAt + atMostEveryMs - Date.now()));
    },
    redraw: draw,
  };
}

function toMenuItem(item: TrayItem, texts: Texts, act: TrayOptions['act']): MenuItemConstructorOptions {
  if (item.kind === 'separator') return { type: 'separator' };
  if (item.kind === 'text') return { label: item.text, enabled: false };
  return {
    label: texts.say({ key: item.textKey, params: {} }),
    enabled: item.enabled,
    click: () => act[item.action](),
  };
}
