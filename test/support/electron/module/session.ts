import { recordCall, tell } from './desktop-link.ts';
import { modelled } from './modelled.ts';
import { isReady } from './readiness.ts';
import { readSwitch } from './switches.ts';

/** The permissions that a page of the app could ask for, by Electron's names. */
const asked = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'geolocation',
  'media',
  'midi',
  'notifications',
  'storage-access',
] as const;

const defaultSession = modelled('session.defaultSession', {
  setPermissionRequestHandler(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): void {
    if (!handler) return;
    for (const permission of asked) {
      handler(
        null as never,
        permission as never,
        (granted) => recordCall('permission asked', permission, String(granted)),
        null as never,
      );
    }
  },
  /** Chromium asks before each use; the page's browser is told once what would be answered. */
  setPermissionCheckHandler(handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]): void {
    if (!handler) return;
    const granted = asked.filter((permission) => handler(null, permission as never, 'app://synclog/', null as never));
    tell({ type: 'permissions', granted });
  },
  setCertificateVerifyProc(proc: unknown): void {
    recordCall('session.setCertificateVerifyProc', proc === null ? 'none' : 'own');
  },
  setUserAgent(): void {},
});

export const session = modelled('session', {
  get defaultSession() {
    if (!isReady()) throw new Error('Session can only be received when app is ready');
    return defaultSession;
  },
});

export const net = modelled('net', {
  isOnline: (): boolean => online,
  // Node's stack in place of Chromium's: neither the system's proxy nor its certificates.
  fetch: (input: string | URL | Request, init?: RequestInit): Promise<Response> => globalThis.fetch(input, init),
});

let online = readSwitch('stand-in-offline') === undefined;
export function setOnline(value: boolean): void {
  online = value;
}
