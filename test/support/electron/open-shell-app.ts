import type { BrowserContext, Page } from '@playwright/test';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { eventually } from '../eventually.ts';
import { createDesktop, type Desktop } from './desktop.ts';
import { startMainProcess, type MainProcess } from './main-process.ts';
import type { MenuItemView, ToMain } from './messages.ts';
import type { WindowPage } from './window-page.ts';

export interface ShellAppOptions {
  /** Pages of the app are opened here. */
  readonly context: BrowserContext;
  /** Electron's user data folder; the branch's data folder is `data` in it. */
  readonly userData: string;
  /** Further switches and arguments, such as `--hidden` or `--stand-in-key-store=none`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the app's `package.json`. Default: this project, as it was built last. */
  readonly appFolder?: string;
  /** Whether the desktop has a tray; `late`: when the test has its panel come up. Default: true. */
  readonly tray?: boolean | 'late';
}

export interface Panel {
  /** Whether the app has looked for it. */
  wasLookedFor(): boolean;
  /** Where it is `late`. */
  comeUp(): void;
}

/** The app in its Electron shell, on the stand-in: what a person sees and can click, and what the computer can tell it. */
export interface ShellApp {
  readonly desktop: Desktop;
  readonly userData: string;
  readonly dataDir: string;
  readonly main: MainProcess;
  /** The desktop's panel, which shows the tray. */
  readonly panel: Panel;
  /** The window, once it is open. */
  window(): Promise<WindowPage>;
  /** The page of the window, once it is open. */
  page(): Promise<Page>;
  /** Clicks in the tray's menu; waits until the item is there and can be clicked. */
  clickTray(label: string): Promise<void>;
  /** Clicks in the app's menu, or the item of this accelerator. */
  clickMenu(labelOrAccelerator: string): Promise<void>;
  clickNotification(title: RegExp | string): Promise<void>;
  /** As a person does with the window's own button. */
  closeWindow(): Promise<void>;
  /** What the computer tells. */
  tell(message: ToMain): void;
  /** Quits in order and waits; returns the exit code. */
  quit(): Promise<number | NodeJS.Signals | null>;
  /** For the end of a test: ends the process if it still runs. */
  end(): Promise<void>;
}

export function openShellApp({
  context,
  userData,
  args = [],
  env = {},
  appFolder,
  tray = true,
}: ShellAppOptions): ShellApp {
  mkdirSync(userData, { recursive: true });
  const desktop = createDesktop(context, () => main);
  const bus = openDesktopBus(userData, tray);
  const switches = [`--user-data-dir=${userData}`, ...args];
  const main = startMainProcess({ args: switches, env: { ...bus.env, ...env }, appFolder }, desktop.take);
  const withOutput = async <T>(what: string, look: () => T): Promise<Exclude<T, false | null | undefined>> => {
    try {
      return await eventually(what, look);
    } catch (cause) {
      throw new Error(`${what}: in vain. The app said:\n${main.output()}\n${desktop.errors.join('\n')}`, { cause });
    }
  };
  const flat = (items: readonly MenuItemView[] | null | undefined): MenuItemView[] =>
    (items ?? []).flatMap((item) => [item, ...flat(item.submenu)]);
  const click = async (menu: () => readonly MenuItemView[] | null | undefined, wanted: string): Promise<void> => {
    const item = await withOutput(`"${wanted}" in the menu`, () =>
      flat(menu()).find((known) => known.enabled && (known.label === wanted || known.accelerator === wanted)),
    );
    main.tell({ type: 'menu-click', id: item.id });
  };
  const window = () =>
    withOutput('the window is open', () => [...desktop.windows.values()].find((open) => open.visible));

  return {
    desktop,
    userData,
    dataDir: join(userData, 'data'),
    main,
    panel: bus.panel,
    window,
    page: async () => (await window()).page(),
    clickTray: (label) => click(() => desktop.tray?.menu, label),
    clickMenu: (wanted) => click(() => desktop.menu, wanted),
    async clickNotification(title) {
      const found = await withOutput(`the notification ${String(title)}`, () =>
        desktop.notifications.find((shown) =>
          typeof title === 'string' ? shown.title === title : title.test(shown.title),
        ),
      );
      main.tell({ type: 'notification-click', id: found.id });
    },
    async closeWindow() {
      const { view } = await window();
      main.tell({ type: 'window-event', id: view.id, event: 'close' });
    },
    tell: main.tell,
    async quit() {
      main.tell({ type: 'quit' });
      return await main.exited;
    },
    async end() {
      main.kill('SIGKILL');
      await main.exited;
      for (const open of desktop.windows.values()) await open.close();
    },
  };
}

/** A session bus that answers who takes tray icons, in place of the one of whoever runs the tests. */
function openDesktopBus(
  userData: string,
  tray: boolean | 'late',
): { readonly env: Readonly<Record<string, string>>; readonly panel: Panel } {
  const folder = join(userData, 'stand-in-bin');
  mkdirSync(folder, { recursive: true });
  const asked = join(folder, 'asked');
  const panel = join(folder, 'panel');
  const answer = tray === 'late' ? `$(test -e '${panel}' && echo true || echo false)` : String(tray);
  const script = `#!/bin/sh\necho "   boolean ${answer}"\ntouch '${asked}'\n`;
  writeFileSync(join(folder, 'dbus-send'), script, { mode: 0o755 });
  return {
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    panel: { wasLookedFor: () => existsSync(asked), comeUp: () => writeFileSync(panel, '') },
  };
}
