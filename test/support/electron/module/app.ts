import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hear, recordCall, tellLast } from './desktop-link.ts';
import { createEvent, modelled, ModelledEmitter } from './modelled.ts';
import { becomeReady, isReady, refuseReady, requireReady } from './readiness.ts';
import { freeInstanceLock, takeInstanceLock } from './instance-lock.ts';
import { readSwitch } from './switches.ts';

const events = [
  'ready',
  'will-finish-launching',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'second-instance',
  'web-contents-created',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'render-process-gone',
  'child-process-gone',
  'certificate-error',
];

const appPackage = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
};

/** What quitting has to know of the windows; filled in by browser-window.ts, which needs the app. */
export interface Quittable {
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
}
export const openWindows = new Set<Quittable>();

class App extends ModelledEmitter {
  readonly isPackaged = readSwitch('stand-in-packaged') !== undefined;
  /** As Electron takes it from the app's package. */
  readonly name = appPackage.productName ?? appPackage.name;
  _quitting = false;
  _loginItem: Electron.Settings = {};
  readonly _whenReady = new Promise<void>((resolve) => {
    // Electron starts the app's file first and becomes ready later.
    setTimeout(() => {
      becomeReady();
      this.emit('will-finish-launching');
      this.emit('ready', {}, {});
      resolve();
    }, 0);
  });

  whenReady(): Promise<void> {
    return this._whenReady;
  }
  isReady(): boolean {
    return isReady();
  }
  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', createEvent({}), argv, folder, null),
    );
  }
  releaseSingleInstanceLock(): void {
    freeInstanceLock(this.getPath('userData'));
  }
  enableSandbox(): void {
    refuseReady('app.enableSandbox()');
    recordCall('app.enableSandbox');
  }
  setAppUserModelId(id: string): void {
    recordCall('app.setAppUserModelId', id);
  }
  getLocale(): string {
    // Empty before.
    requireReady('app.getLocale()');
    return readSwitch('lang') ?? 'en-GB';
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }
  getVersion(): string {
    return readSwitch('stand-in-version') ?? appPackage.version;
  }
  getName(): string {
    return this.name;
  }
  getAppPath(): string {
    return process.cwd();
  }
  getPath(name: string): string {
    const userData = readSwitch('user-data-dir');
    if (userData === undefined) throw new Error('The stand-in of Electron is started with --user-data-dir');
    const folders: Record<string, string> = {
      userData,
      home: join(userData, 'home'),
      appData: join(userData, 'home', '.config'),
      exe: join(userData, 'home', 'SyncLog', 'synclog'),
      temp: join(userData, 'temp'),
      crashDumps: join(userData, 'Crashpad'),
      logs: join(userData, 'logs'),
    };
    const folder = folders[name];
    if (folder === undefined) throw new Error(`The stand-in of Electron does not model app.getPath('${name}')`);
    if (name !== 'exe') mkdirSync(folder, { recursive: true });
    return folder;
  }
  setLoginItemSettings(settings: Electron.Settings): void {
    if (process.platform === 'linux') throw new Error('app.setLoginItemSettings() is there on macOS and Windows only');
    this._loginItem = settings;
    recordCall('app.setLoginItemSettings', JSON.stringify(settings));
  }
  getLoginItemSettings(): Electron.LoginItemSettings {
    return {
      openAtLogin: this._loginItem.openAtLogin ?? false,
      wasOpenedAtLogin: readSwitch('stand-in-opened-at-login') !== undefined,
      status: this._loginStatus(),
      executableWillLaunchAtLogin: false,
      launchItems: [],
    };
  }
  _loginStatus(): Electron.LoginItemSettings['status'] {
    if (!this._loginItem.openAtLogin) return 'not-registered';
    // What a person has switched off in the settings of macOS stays off until it is switched on there.
    return readSwitch('stand-in-login-forbidden') === undefined ? 'enabled' : 'requires-approval';
  }
  focus(): void {
    recordCall('app.focus');
  }
  /** Asks, closes every window, asks once more, and ends. `window-all-closed` is not told on this way. */
  quit(): void {
    const before = createEvent({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this._quitting = true;
    for (const window of openWindows) {
      window.close();
      if (!window.isDestroyed()) {
        this._quitting = false;
        return;
      }
    }
    const will = createEvent({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      this._quitting = false;
      return;
    }
    this.exit(0);
  }
  /** At once, without asking anybody. */
  exit(code = 0): void {
    for (const window of openWindows) window.destroy();
    this.emit('quit', {}, code);
    // A turn after the last word: whoever waited for the end still does what comes then, as in Electron.
    tellLast({ type: 'quit', code }, () => setImmediate(() => process.exit(code)));
  }
  relaunch(options: Electron.RelaunchOptions = {}): void {
    recordCall('app.relaunch', JSON.stringify(options));
  }
}

const target = new App('app', events);
export const app = modelled('app', target);

/** The last window has gone: without a listener the app ends. */
export function lastWindowClosed(): void {
  if (target._quitting) return;
  if (!target.emit('window-all-closed')) target.quit();
}

hear('activate', () => target.emit('activate', {}, openWindows.size > 0));
hear('quit', () => target.quit());
hear('child-process-gone', ({ kind, reason }) =>
  target.emit('child-process-gone', {}, { type: kind, reason, exitCode: 1, name: kind, serviceName: kind }),
);

/** That the modelled members are Electron's, with Electron's types. */
target satisfies Pick<
  Electron.App,
  | 'whenReady'
  | 'isReady'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'getLocale'
  | 'getVersion'
  | 'getAppPath'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'focus'
  | 'isPackaged'
  | 'getPreferredSystemLanguages'
  | 'getName'
>;
