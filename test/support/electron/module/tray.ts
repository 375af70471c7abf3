import { hear, tell } from './desktop-link.ts';
import type { Menu } from './menu.ts';
import { modelled, ModelledEmitter } from './modelled.ts';
import { imagePath } from './native-image.ts';
import { requireReady } from './readiness.ts';

let latest: Tray | null = null;

/** One icon in the desktop's tray. As in Electron on Linux, it can be made even where no tray shows it. */
export class Tray extends ModelledEmitter {
  _tooltip = '';
  _image: string;
  _menu: Menu | null = null;
  _destroyed = false;

  constructor(image: Electron.NativeImage | string, ...guid: (string | undefined)[]) {
    requireReady('Tray');
    super('Tray', ['click', 'right-click', 'double-click']);
    // Passing `undefined` as a GUID is an error in Electron.
    if (guid.length > 0 && guid[0] === undefined)
      throw new TypeError('Error processing argument at index 1, conversion failure');
    this._image = imagePath(image);
    const self = modelled('Tray', this);
    latest = self;
    self._tell();
    return self;
  }
  setImage(image: Electron.NativeImage | string): void {
    this._image = imagePath(image);
    this._tell();
  }
  setToolTip(text: string): void {
    this._tooltip = text;
    this._tell();
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this._menu = menu as unknown as Menu | null;
    this._tell();
  }
  destroy(): void {
    this._destroyed = true;
    latest = null;
    tell({ type: 'tray-gone' });
  }
  isDestroyed(): boolean {
    return this._destroyed;
  }
  _tell(): void {
    tell({ type: 'tray', tooltip: this._tooltip, image: this._image, menu: this._menu?._views() ?? null });
  }
}

hear('tray-click', () => latest?.emit('click', {}, { x: 0, y: 0, width: 16, height: 16 }, { x: 0, y: 0 }));

Tray.prototype satisfies Pick<Electron.Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'destroy' | 'isDestroyed'>;
