import { EventEmitter } from 'node:events';

type Listener = (...args: unknown[]) => unknown;

/** What the shell did to its surroundings, in order. */
export const calls: string[] = [];

/** An event of Electron that can be prevented. */
export function preventable(extra: object = {}): { defaultPrevented: boolean; preventDefault(): void } {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...extra,
  };
  return event;
}

class WebContents extends EventEmitter {
  readonly id = 7;
  readonly mainFrame = { url: 'app://synclog/' };
  readonly sent: unknown[][] = [];
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  send(...args: unknown[]): void {
    this.sent.push(args);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new WebContents();
  readonly options: Record<string, unknown>;
  visible = false;
  closed = false;
  url = '';
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
    this.emit('ready-to-show');
  }
  show(): void {
    this.visible = true;
  }
  hide(): void {
    this.visible = false;
  }
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  /** As a person closes it. */
  closeByPerson(): void {
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.closed = true;
    this.emit('closed');
  }
}

export class Tray extends EventEmitter {
  static latest: Tray | null = null;
  static available = true;
  tooltip = '';
  menu: { items: { label?: string; enabled?: boolean; click?: () => void; type?: string }[] } = { items: [] };
  image: unknown;
  constructor(image: unknown) {
    super();
    if (!Tray.available) throw new Error('no tray');
    this.image = image;
    Tray.latest = this;
  }
  setImage(image: unknown): void {
    this.image = image;
  }
  setToolTip(text: string): void {
    this.tooltip = text;
  }
  setContextMenu(menu: Tray['menu']): void {
    this.menu = menu;
  }
  isDestroyed(): boolean {
    return false;
  }
}

class App extends EventEmitter {
  locked = true;
  ready: () => void = () => undefined;
  #whenReady = new Promise<void>((resolve) => {
    this.ready = resolve;
  });
  requestSingleInstanceLock(): boolean {
    calls.push('lock');
    return this.locked;
  }
  enableSandbox(): void {
    calls.push('sandbox');
  }
  setAppUserModelId(): void {}
  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  getLocale(): string {
    return 'en-GB';
  }
  getPath(): string {
    return '/user-data';
  }
  getAppPath(): string {
    return '/app';
  }
  quit(): void {
    const event = preventable();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) calls.push('quit');
  }
  exit(code: number): void {
    calls.push(`exit ${code}`);
  }
}

export const app = new App();
export const Menu = { buildFromTemplate: (items: Tray['menu']['items']) => ({ items }) };
export const nativeImage = { createFromPath: (path: string) => path };
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
export const net = { isOnline: () => true, fetch: () => Promise.reject(new Error('no network in this test')) };
export const powerMonitor = new EventEmitter();
export const dialog = {
  showErrorBox: (title: string, text: string) => void calls.push(`error box: ${title}: ${text}`),
};
export const shell = { openExternal: async (url: string) => void calls.push(`open ${url}`) };
const handlers = new Map<string, Listener>();
export const ipcMain = {
  handle: (channel: string, handler: Listener) => void handlers.set(channel, handler),
  /** As a page calls it. */
  invoke: (channel: string, event: unknown, ...args: unknown[]) => handlers.get(channel)?.(event, ...args),
};
export const protocol = {
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged: (schemes: { scheme: string }[]) =>
    void calls.push(`scheme ${schemes.map(({ scheme }) => scheme).join()}`),
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    calls.push(`serve ${scheme}`);
    protocol.handlers.set(scheme, handler);
  },
};
export const session = {
  defaultSession: {
    ask: null as ((contents: unknown, permission: string, answer: (allowed: boolean) => void) => void) | null,
    setPermissionRequestHandler(
      handler: (contents: unknown, permission: string, answer: (allowed: boolean) => void) => void,
    ): void {
      session.defaultSession.ask = handler;
    },
    setPermissionCheckHandler(): void {},
  },
};
