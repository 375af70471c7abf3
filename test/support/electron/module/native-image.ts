import { existsSync } from 'node:fs';
import { modelled } from './modelled.ts';

/** An image is known by its file; one that does not exist is empty, as in Electron. */
class NativeImage {
  readonly _path: string;
  constructor(path: string) {
    this._path = existsSync(path) ? path : '';
  }
  isEmpty(): boolean {
    return this._path === '';
  }
  setTemplateImage(_option: boolean): void {}
}

export const nativeImage = modelled('nativeImage', {
  createFromPath: (path: string) => modelled('nativeImage', new NativeImage(path)),
  createEmpty: () => modelled('nativeImage', new NativeImage('')),
});

export function imagePath(image: Electron.NativeImage | string): string {
  return typeof image === 'string' ? image : (image as unknown as NativeImage)._path;
}
