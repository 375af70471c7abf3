import type { BrowserContext } from '@playwright/test';
import type { MainProcess } from './main-process.ts';
import type { MenuItemView, MessageBoxView, ToDesktop } from './messages.ts';
import { openWindowPage, type Outside, type WindowPage } from './window-page.ts';

export interface TrayView {
  readonly tooltip: string;
  /** The icon's file; empty where it was not found. */
  readonly image: string;
  readonly menu: readonly MenuItemView[] | null;
}

export interface NotificationView {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** What the app did to the desktop around it, as a person would find it. */
export interface Desktop extends Outside {
  readonly windows: Map<number, WindowPage>;
  tray: TrayView | null;
  menu: readonly MenuItemView[] | null;
  /** The menu that came up last at a right click. */
  popup: readonly MenuItemView[] | null;
  readonly notifications: NotificationView[];
  readonly messageBoxes: MessageBoxView[];
  /** The button that the next message boxes get, first to last; without one, the box's own default. */
  readonly nextAnswers: number[];
  /** Calls that leave no other trace: `shell.openExternal`, `crashReporter.start` … with their arguments. */
  readonly calls: { readonly name: string; readonly args: readonly string[] }[];
  theme: 'system' | 'light' | 'dark';
  quitCode: number | null;
}

export function createDesktop(
  context: BrowserContext,
  main: () => MainProcess,
): Desktop & { take(message: ToDesktop): void } {
  /** Windows are opened one after the other, and what concerns one waits until it is there. */
  const opening = new Map<number, Promise<WindowPage>>();
  const onWindow = (id: number, act: (window: WindowPage) => unknown): void => {
    opening
      .get(id)
      ?.then(act)
      .catch((error: unknown) => desktop.errors.push(`window ${id}: ${String(error)}`));
  };

  const desktop: Desktop = {
    windows: new Map(),
    tray: null,
    menu: null,
    popup: null,
    notifications: [],
    messageBoxes: [],
    nextAnswers: [],
    calls: [],
    requests: [],
    errors: [],
    theme: 'system',
    quitCode: null,
  };

  function take(message: ToDesktop): void {
    switch (message.type) {
      case 'call':
        desktop.calls.push({ name: message.name, args: message.args });
        break;
      case 'window-opened':
        opening.set(message.window.id, openWindowPage(context, main(), message.window, desktop));
        onWindow(message.window.id, async (window) => {
          desktop.windows.set(message.window.id, window);
          if (desktop.theme !== 'system') await window.page().emulateMedia({ colorScheme: desktop.theme });
        });
        break;
      case 'window-shown':
        onWindow(message.id, (window) => (window.visible = message.visible));
        break;
      case 'window-closed':
        onWindow(message.id, async (window) => {
          desktop.windows.delete(message.id);
          await window.close();
        });
        break;
      case 'window-load':
        onWindow(message.id, async (window) => {
          const error = await window.load(message.url);
          main().tell({ type: 'window-loaded', seq: message.seq, error });
        });
        break;
      case 'window-send':
        onWindow(message.id, (window) => window.send(message.channel, message.args));
        break;
      case 'tray':
        desktop.tray = { tooltip: message.tooltip, image: message.image, menu: message.menu };
        break;
      case 'tray-gone':
        desktop.tray = null;
        break;
      case 'app-menu':
        desktop.menu = message.menu;
        break;
      case 'popup':
        desktop.popup = message.menu;
        break;
      case 'notification':
        desktop.notifications.push({ id: message.id, title: message.title, body: message.body });
        break;
      case 'message-box': {
        desktop.messageBoxes.push(message.box);
        const response = desktop.nextAnswers.shift() ?? message.box.defaultId;
        main().tell({ type: 'message-box-answer', seq: message.seq, response });
        break;
      }
      case 'theme':
        desktop.theme = message.source;
        for (const window of desktop.windows.values())
          onWindow(window.view.id, () =>
            window.page().emulateMedia({ colorScheme: message.source === 'system' ? null : message.source }),
          );
        break;
      case 'permissions': {
        // Chromium's names for what a page may do.
        const names: Readonly<Record<string, string>> = { 'clipboard-sanitized-write': 'clipboard-write' };
        context
          .grantPermissions(message.granted.map((permission) => names[permission] ?? permission))
          .catch((error: unknown) => desktop.errors.push(`permissions: ${String(error)}`));
        break;
      }
      case 'quit':
        desktop.quitCode = message.code;
        break;
      default:
        desktop.errors.push(`The main process said "${message.type}" and nobody had asked`);
    }
  }
  return Object.assign(desktop, { take });
}
