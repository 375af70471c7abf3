import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy, findScreenFile } from '../desktop/screen-file.ts';
import { appHost, appScheme } from '../desktop/window-policy.ts';

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the screens from the app's own scheme: reading only, one host, nothing outside the folder. */
export function serveScreens(folder: string): void {
  protocol.handle(appScheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    const found = request.method === 'GET' && host === appHost ? findScreenFile(folder, pathname) : undefined;
    if (!found) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
    try {
      // Read rather than streamed: raw file descriptors do not work inside the app's archive.
      const content = await readFile(found.file);
      return new Response(new Uint8Array(content), {
        headers: {
          'content-type': found.type,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      // A file that is not there; the answer says all there is to say.
      return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
    }
  });
}
