import { recordCall, tell } from './desktop-link.ts';
import { modelled } from './modelled.ts';
import { isReady } from './readiness.ts';
import { sessionFetch } from './session-fetch.ts';
import { createVerifiedAgent } from './verified-tls.ts';

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

/** @param partition empty for the default session, in which the app's pages are */
function createSession(partition: string) {
  let verifyProc: Parameters<Electron.Session['setCertificateVerifyProc']>[0] = null;
  const self = modelled(partition === '' ? 'session.defaultSession' : `session of ${partition}`, {
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
    setCertificateVerifyProc(proc: Parameters<Electron.Session['setCertificateVerifyProc']>[0]): void {
      verifyProc = proc;
      recordCall('session.setCertificateVerifyProc', proc === null ? 'none' : 'own', partition);
    },
    _agent: createVerifiedAgent(() => verifyProc),
    fetch: (input: string | Request, init?: RequestInit): Promise<Response> =>
      sessionFetch(self as unknown as Electron.Session, input, init),
    setSpellCheckerEnabled: (enable: boolean): void => recordCall('session.setSpellCheckerEnabled', String(enable)),
  });
  return self;
}

const sessions = new Map<string, ReturnType<typeof createSession>>();

/** The same one for the same partition; made anew, with these options, at its first use. */
function fromPartition(partition: string, _options?: Electron.FromPartitionOptions): ReturnType<typeof createSession> {
  if (!isReady()) throw new Error('Session can only be received when app is ready');
  const known = sessions.get(partition) ?? createSession(partition);
  sessions.set(partition, known);
  return known;
}

export const session = modelled('session', {
  fromPartition,
  get defaultSession() {
    return fromPartition('');
  },
});
