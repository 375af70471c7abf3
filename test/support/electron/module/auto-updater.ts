import { app, openWindows } from './app.ts';
import { recordCall } from './desktop-link.ts';
import { modelled, ModelledEmitter } from './modelled.ts';
import { readSwitch } from './switches.ts';

/** Electron's own updater: Squirrel.Mac on macOS. It asks an address for the place of a zip file, fetches that, and puts it in place when the app has ended. */
class AutoUpdater extends ModelledEmitter {
  _feed: Electron.FeedURLOptions | null = null;
  _fetched = false;

  constructor() {
    super('autoUpdater', [
      'error',
      'checking-for-update',
      'update-available',
      'update-not-available',
      'update-downloaded',
      'before-quit-for-update',
    ]);
  }
  setFeedURL(options: Electron.FeedURLOptions): void {
    // Squirrel.Mac compares signatures, so the running app must have one.
    if (readSwitch('stand-in-unsigned') !== undefined) {
      this.emit('error', new Error('Could not get code signature for running application'));
      return;
    }
    this._feed = options;
  }
  checkForUpdates(): void {
    if (!this._feed) {
      this.emit('error', new Error('Update URL is not set'));
      return;
    }
    this.emit('checking-for-update');
    this._fetch(this._feed).then(
      () => this.emit('update-downloaded', {}, '', '', new Date(), this._feed?.url),
      (error: unknown) => this.emit('error', error),
    );
  }
  /** Closes every window first; `before-quit` is told after that. */
  quitAndInstall(): void {
    recordCall('Squirrel.Mac opens the newer app');
    this.emit('before-quit-for-update');
    for (const window of openWindows) window.close();
    app.quit();
  }
  async _fetch({ url, headers = {} }: Electron.FeedURLOptions): Promise<void> {
    this.emit('update-available');
    const answer: unknown = await (await fetch(url, { headers })).json();
    const place = typeof answer === 'object' && answer !== null && 'url' in answer ? String(answer.url) : '';
    const zip = await (await fetch(place)).arrayBuffer();
    recordCall('Squirrel.Mac holds', Buffer.from(zip).toString());
    this._fetched = true;
  }
}

export const autoUpdater = modelled('autoUpdater', new AutoUpdater());
