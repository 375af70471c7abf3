/**
 * What the stand-in of Electron's main process (a Node process) and the stand-in of the desktop (in the test: Chromium, tray, menus, notifications)
 * tell each other, over Node's IPC channel with structured clones.
 */

/** What a test can see of a menu item. */
export interface MenuItemView {
  /** Names the item in a click. */
  readonly id: number;
  readonly label: string;
  readonly role: string | null;
  readonly type: string;
  readonly accelerator: string | null;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly checked: boolean;
  readonly submenu: readonly MenuItemView[];
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowView {
  readonly id: number;
  readonly preload: string | null;
  readonly webPreferences: Readonly<Record<string, unknown>>;
  readonly backgroundColor: string | null;
  readonly bounds: Bounds;
}

export interface MessageBoxView {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
}

/** What Chromium says of the place of a right click, as far as the app looks at it. */
export interface ClickedPlaceView {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: Readonly<Record<'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll', boolean>>;
}

/** From the main process to the desktop; those with a `seq` are answered. */
export type ToDesktop =
  | { readonly type: 'call'; readonly name: string; readonly args: readonly string[] }
  | { readonly type: 'window-opened'; readonly window: WindowView }
  | { readonly type: 'window-shown'; readonly id: number; readonly visible: boolean }
  | { readonly type: 'window-closed'; readonly id: number }
  | { readonly type: 'window-load'; readonly seq: number; readonly id: number; readonly url: string }
  | { readonly type: 'window-send'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'window-reply'; readonly seq: number; readonly value: unknown; readonly error: string | null }
  | {
      readonly type: 'served';
      readonly seq: number;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  | { readonly type: 'navigation'; readonly seq: number; readonly prevented: boolean }
  | { readonly type: 'window-open-answer'; readonly seq: number; readonly action: string }
  | {
      readonly type: 'tray';
      readonly tooltip: string;
      readonly image: string;
      readonly menu: readonly MenuItemView[] | null;
    }
  | { readonly type: 'tray-gone' }
  | { readonly type: 'app-menu'; readonly menu: readonly MenuItemView[] | null }
  | { readonly type: 'popup'; readonly menu: readonly MenuItemView[] }
  | { readonly type: 'notification'; readonly id: number; readonly title: string; readonly body: string }
  | { readonly type: 'message-box'; readonly seq: number; readonly box: MessageBoxView }
  | { readonly type: 'theme'; readonly source: 'system' | 'light' | 'dark' }
  | { readonly type: 'permissions'; readonly granted: readonly string[] }
  | { readonly type: 'quit'; readonly code: number };

/** From the desktop to the main process. */
export type ToMain =
  | { readonly type: 'window-loaded'; readonly seq: number; readonly error: string | null }
  | {
      readonly type: 'window-event';
      readonly id: number;
      readonly event:
        'dom-ready' | 'did-finish-load' | 'ready-to-show' | 'focus' | 'blur' | 'close' | 'query-session-end';
    }
  | { readonly type: 'window-url'; readonly id: number; readonly url: string }
  | { readonly type: 'window-resize'; readonly id: number; readonly bounds: Bounds }
  | { readonly type: 'render-process-gone'; readonly id: number; readonly reason: 'crashed' | 'oom' | 'killed' }
  | { readonly type: 'child-process-gone'; readonly kind: 'GPU' | 'Utility'; readonly reason: 'crashed' | 'killed' }
  | {
      readonly type: 'window-invoke';
      readonly seq: number;
      readonly id: number;
      readonly isMainFrame: boolean;
      readonly url: string;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | {
      readonly type: 'serve';
      readonly seq: number;
      readonly url: string;
      readonly method: string;
      readonly headers: readonly (readonly [string, string])[];
    }
  | { readonly type: 'will-navigate'; readonly seq: number; readonly id: number; readonly url: string }
  | { readonly type: 'window-open'; readonly seq: number; readonly id: number; readonly url: string }
  | { readonly type: 'context-menu'; readonly id: number; readonly place: ClickedPlaceView }
  | { readonly type: 'tray-click' }
  | { readonly type: 'menu-click'; readonly id: number }
  | { readonly type: 'notification-click'; readonly id: number }
  | { readonly type: 'message-box-answer'; readonly seq: number; readonly response: number }
  | { readonly type: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown' }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'dark'; readonly dark: boolean }
  | { readonly type: 'activate' }
  | { readonly type: 'quit' };
