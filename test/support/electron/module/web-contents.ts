import { recordCall, tell, ask } from './desktop-link.ts';
import { createEvent, ModelledEmitter } from './modelled.ts';

const events = [
  'dom-ready',
  'did-start-loading',
  'did-finish-load',
  'did-fail-load',
  'will-navigate',
  'will-redirect',
  'will-attach-webview',
  'will-frame-navigate',
  'render-process-gone',
  'destroyed',
  'unresponsive',
  'before-input-event',
  'context-menu',
];

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

/** The page of a window. Numbers are not those of the windows, so that nobody mistakes one for the other. */
export class WebContents extends ModelledEmitter {
  readonly id: number;
  readonly mainFrame: { url: string };
  readonly _windowId: number;
  _openHandler: OpenHandler | null = null;
  _destroyed = false;
  _crashed = false;

  constructor(windowId: number) {
    super('webContents', events);
    this._windowId = windowId;
    this.id = windowId + 100;
    this.mainFrame = { url: '' };
  }

  async loadURL(url: string): Promise<void> {
    this._crashed = false;
    this.emit('did-start-loading');
    const answer = await ask({ type: 'window-load', id: this._windowId, url });
    const error = answer.type === 'window-loaded' ? answer.error : null;
    if (error === null) return;
    this.emit('did-fail-load', createEvent({}), -2, error, url, true);
    throw new Error(`${error} loading '${url}'`);
  }
  reload(): void {
    void this.loadURL(this.mainFrame.url);
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this._destroyed) throw new TypeError('Object has been destroyed');
    // What cannot be cloned is refused here, as Electron does.
    tell({ type: 'window-send', id: this._windowId, channel, args: structuredClone(args) });
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this._openHandler = handler;
  }
  isDestroyed(): boolean {
    return this._destroyed;
  }
  isCrashed(): boolean {
    return this._crashed;
  }
  openDevTools(): void {
    recordCall('webContents.openDevTools');
  }

  _become(url: string): void {
    this.mainFrame.url = url;
  }
  _crash(): void {
    this._crashed = true;
  }
  _destroy(): void {
    this._destroyed = true;
    this.emit('destroyed');
  }
  /** True when a listener prevented it. */
  _wantsToNavigate(url: string): boolean {
    const event = createEvent({
      url,
      isSameDocument: false,
      isMainFrame: true,
      frame: this.mainFrame,
      initiator: this.mainFrame,
    });
    this.emit('will-navigate', event, url, false, true, 1, 1);
    return event.defaultPrevented;
  }
  /** Without a handler Electron opens the window; here that is an error of the app. */
  _wantsToOpen(url: string): string {
    if (!this._openHandler) throw new Error('A page opened a window and nobody forbade it');
    const referrer = { url: this.mainFrame.url, policy: 'strict-origin-when-cross-origin' as const };
    return this._openHandler({ url, frameName: '', features: '', disposition: 'foreground-tab', referrer }).action;
  }
}

WebContents.prototype satisfies Pick<
  Electron.WebContents,
  'loadURL' | 'reload' | 'getURL' | 'send' | 'setWindowOpenHandler' | 'isDestroyed' | 'isCrashed' | 'openDevTools'
>;
