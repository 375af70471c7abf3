import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bounds, ToMain } from '../messages.ts';
import { app, lastWindowClosed, openWindows } from './app.ts';
import { hear, tell } from './desktop-link.ts';
import { createEvent, modelled, ModelledEmitter } from './modelled.ts';
import { requireReady } from './readiness.ts';
import { readSwitch } from './switches.ts';
import { WebContents } from './web-contents.ts';

const events = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'resize',
  'minimize',
  'restore',
  'unresponsive',
  'responsive',
  'query-session-end',
  'session-end',
  'persisted-state-restored',
  'page-title-updated',
];

const all = new Map<number, BrowserWindow>();
let lastId = 0;

export class BrowserWindow extends ModelledEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...all.values()];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...all.values()].find((window) => window.isFocused()) ?? null;
  }

  readonly id: number;
  readonly webContents: WebContents;
  _visible: boolean;
  _focused = false;
  _minimized = false;
  _destroyed = false;
  _bounds: Bounds;
  readonly _stateFile: string | null;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    requireReady('BrowserWindow');
    super('BrowserWindow', events);
    lastId += 1;
    this.id = lastId;
    this._visible = options.show ?? true;
    this._stateFile = options.name && options.windowStatePersistence ? stateFile(options.name) : null;
    const kept = this._stateFile && readBounds(this._stateFile);
    this._bounds = kept || {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    const preferences = options.webPreferences ?? {};
    this.webContents = modelled('webContents', new WebContents(this.id));
    const self = modelled('BrowserWindow', this);
    all.set(this.id, self);
    openWindows.add(self);
    tell({
      type: 'window-opened',
      window: {
        id: this.id,
        preload: preferences.preload ?? null,
        webPreferences: { ...preferences },
        backgroundColor: options.backgroundColor ?? null,
        bounds: this._bounds,
      },
    });
    if (this._visible) tell({ type: 'window-shown', id: this.id, visible: true });
    app.emit('web-contents-created', createEvent({}), this.webContents);
    app.emit('browser-window-created', createEvent({}), self);
    if (kept) queueMicrotask(() => self.emit('persisted-state-restored'));
    return self;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  show(): void {
    this._require();
    if (!this._visible) {
      this._visible = true;
      tell({ type: 'window-shown', id: this.id, visible: true });
      this.emit('show');
    }
    this.focus();
  }
  hide(): void {
    this._require();
    if (!this._visible) return;
    this._visible = false;
    this._focused = false;
    tell({ type: 'window-shown', id: this.id, visible: false });
    this.emit('hide');
  }
  focus(): void {
    this._require();
    if (this._focused || !this._visible) return;
    this._focused = true;
    this.emit('focus');
    app.emit('browser-window-focus', createEvent({}), this);
  }
  minimize(): void {
    this._minimized = true;
    this.emit('minimize');
  }
  restore(): void {
    this._minimized = false;
    this.emit('restore');
  }
  isVisible(): boolean {
    return this._visible;
  }
  isFocused(): boolean {
    return this._focused;
  }
  isMinimized(): boolean {
    return this._minimized;
  }
  isDestroyed(): boolean {
    return this._destroyed;
  }
  setBackgroundColor(_color: string): void {
    this._require();
  }
  getBounds(): Bounds {
    return this._bounds;
  }
  /** Asks, then goes. */
  close(): void {
    if (this._destroyed) return;
    const event = createEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  /** Goes at once; only `closed` is told. */
  destroy(): void {
    if (this._destroyed) return;
    this._destroyed = true;
    this._visible = false;
    all.delete(this.id);
    for (const window of openWindows) if (window.isDestroyed()) openWindows.delete(window);
    tell({ type: 'window-closed', id: this.id });
    this.webContents._destroy();
    this.emit('closed');
    if (all.size === 0) lastWindowClosed();
  }

  _resize(bounds: Bounds): void {
    this._bounds = bounds;
    if (this._stateFile) writeFileSync(this._stateFile, JSON.stringify(bounds));
    this.emit('resize');
  }
  _tell(event: Extract<ToMain, { type: 'window-event' }>['event']): void {
    if (event === 'close') this.close();
    else if (event === 'focus') {
      this._focused = false;
      this.focus();
    } else if (event === 'blur') {
      this._focused = false;
      this.emit('blur');
      app.emit('browser-window-blur', createEvent({}), this);
    } else if (event === 'query-session-end') this.emit(event, createEvent({ reasons: ['shutdown'] }));
    else if (event === 'ready-to-show') this._drawn();
    else this.webContents.emit(event);
  }
  /** A Wayland compositor draws no window that is hidden, so that one is never ready. */
  _drawn(): void {
    if (this._visible || readSwitch('stand-in-wayland') === undefined) this.emit('ready-to-show');
  }
  _require(): void {
    if (this._destroyed) throw new TypeError('Object has been destroyed');
  }
}

function stateFile(name: string): string {
  return join(app.getPath('userData'), `stand-in-window-${name}.json`);
}

function readBounds(file: string): Bounds | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Bounds;
  } catch {
    // The first start.
    return null;
  }
}

hear('window-event', ({ id, event }) => all.get(id)?._tell(event));
hear('window-url', ({ id, url }) => all.get(id)?.webContents._become(url));
hear('window-resize', ({ id, bounds }) => all.get(id)?._resize(bounds));
hear('render-process-gone', ({ id, reason }) => {
  const window = all.get(id);
  if (!window) return;
  window.webContents._crash();
  const details = { reason, exitCode: 5 };
  window.webContents.emit('render-process-gone', createEvent({}), details);
  app.emit('render-process-gone', createEvent({}), window.webContents, details);
});
hear('context-menu', ({ id, place }) => {
  const contents = all.get(id)?.webContents;
  contents?.emit('context-menu', createEvent({}), { ...place, x: 1, y: 1, frame: null, menuSourceType: 'mouse' });
});
hear('will-navigate', ({ seq, id, url }) =>
  tell({ type: 'navigation', seq, prevented: all.get(id)?.webContents._wantsToNavigate(url) ?? true }),
);
hear('window-open', ({ seq, id, url }) =>
  tell({ type: 'window-open-answer', seq, action: all.get(id)?.webContents._wantsToOpen(url) ?? 'deny' }),
);

/** The contents of the window with this id, for a message from its page. */
export function contentsOf(id: number): WebContents | undefined {
  return all.get(id)?.webContents;
}

BrowserWindow.prototype satisfies Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'minimize'
  | 'restore'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isDestroyed'
  | 'close'
  | 'destroy'
  | 'getBounds'
  | 'setBackgroundColor'
>;
