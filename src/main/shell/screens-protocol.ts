import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { troublePath, troubleStyle, troubleStylePath } from '../desktop/trouble-page.ts';
import { contentSecurityPolicy, findScreenFile } from '../desktop/screen-file.ts';
import { appHost, appScheme } from '../desktop/window-policy.ts';

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const notFound = (): Response => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });

const answer = (content: string | Uint8Array<ArrayBuffer>, type: string): Response =>
  new Response(content, {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    },
  });

/**
 * Serves the screens from the app's own scheme: reading only, one host, nothing outside the folder.
 * @param troublePage what is shown in place of the screens when they cannot be; null while all is well
 */
export function serveScreens(folder: string, troublePage: () => string | null): void {
  protocol.handle(appScheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (request.method !== 'GET' || host !== appHost) return notFound();
    if (pathname === troublePath) {
      const page = troublePage();
      return page === null ? notFound() : answer(page, 'text/html; charset=utf-8');
    }
    if (pathname === troubleStylePath) return answer(troubleStyle, 'text/css; charset=utf-8');
    const found = findScreenFile(folder, pathname);
    if (!found) return notFound();
    try {
      // Read rather than streamed: raw file descriptors do not work inside the app's archive.
      return answer(new Uint8Array(await readFile(found.file)), found.type);
    } catch {
      // A file that is not there; the answer says all there is to say.
      return notFound();
    }
  });
}
