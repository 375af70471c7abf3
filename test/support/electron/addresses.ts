/**
 * Chromium knows no `app:` scheme, so the pages of the stand-in live at a secure origin whose name exists nowhere: every request to it is answered by the
 * app's own protocol handler, and everything that main and page are told of it carries the address that it has in Electron.
 */
const pageOrigin = 'https://app.synclog.invalid';
const appOrigin = 'app://synclog';

export const pagePattern = `${pageOrigin}/**`;

export function toPageUrl(url: string): string {
  return url.startsWith(`${appOrigin}/`) ? pageOrigin + url.slice(appOrigin.length) : url;
}

export function toAppUrl(url: string): string {
  return url.startsWith(`${pageOrigin}/`) ? appOrigin + url.slice(pageOrigin.length) : url;
}
