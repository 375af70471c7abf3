import { extname, join, relative, sep, isAbsolute } from 'node:path';

/** What the screens may do: nothing but run themselves. They never speak HTTP; the main process does. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The file behind a path of the screens, and its type; undefined for anything outside the folder or of a kind that the screens do not consist of.
 * @param path of the URL, as it came
 */
export function findScreenFile(
  folder: string,
  path: string,
): { readonly file: string; readonly type: string } | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Not an encoded path: nothing of ours.
    return undefined;
  }
  const wanted = decoded === '/' || decoded === '' ? 'index.html' : decoded.replace(/^\/+/, '');
  const file = join(folder, wanted);
  const inside = relative(folder, file);
  if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside) || decoded.includes('\0'))
    return undefined;
  const type = types[extname(file)];
  return type === undefined ? undefined : { file, type };
}
