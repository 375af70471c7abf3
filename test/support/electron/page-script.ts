import { readFileSync } from 'node:fs';

/** The stand-in's own names in the page. They are taken away before the page's scripts run. */
export const invokeName = '__standInInvoke';
export const receiveName = '__standInReceive';

/**
 * What runs in a page before its own scripts: the built preload with the part of Electron that a sandboxed preload has. It runs in a closure of the page's
 * own world (Electron gives it a world of its own); what crosses `contextBridge` is cloned, so nothing of Electron's objects gets to the page.
 * @param preload path of the built preload
 */
export function pageScript(preload: string): string {
  return `(() => {
  // As in Electron, not in frames.
  if (window.top !== window) return;
  const invoke = window.${invokeName};
  delete window.${invokeName};
  const modelled = (name, target) => new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol' || key in object) return object[key];
      throw new Error('The stand-in of Electron does not model ' + name + '.' + key);
    },
  });
  const listeners = new Map();
  const on = (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); return ipcRenderer; };
  const off = (channel, listener) => { listeners.set(channel, (listeners.get(channel) ?? []).filter((known) => known !== listener)); return ipcRenderer; };
  const ipcRenderer = modelled('ipcRenderer', {
    invoke: async (channel, ...args) => await invoke(channel, structuredClone(args)),
    on, addListener: on, off, removeListener: off,
  });
  const cross = (value) => {
    if (typeof value === 'function') return (...args) => cross(value(...args.map(cross)));
    if (value instanceof Promise) return value.then(cross);
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, cross(part)])));
    return structuredClone(value);
  };
  const contextBridge = modelled('contextBridge', {
    exposeInMainWorld(name, api) {
      if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(window, name, { value: cross(api), enumerable: true });
    },
  });
  Object.defineProperty(window, '${receiveName}', {
    value: (channel, args) => { for (const listener of listeners.get(channel) ?? []) listener({}, ...args); },
  });
  const electron = modelled('electron', { contextBridge, ipcRenderer });
  const require = (name) => {
    if (name === 'electron') return electron;
    throw new Error('A sandboxed preload cannot require ' + name);
  };
  const module = { exports: {} };
  (function (exports, require, module, process) { ${readFileSync(preload, 'utf8')}
  })(module.exports, require, module, undefined);
})();`;
}
