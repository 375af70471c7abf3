import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { findScreenFile } from '../desktop/screen-file.ts';
import { securityHeaders, sendPage } from './answers.ts';

/** Files of the build whose name holds a digest of their content never change. */
const hashed = /^\/assets\/.*-[\w-]{8}\.\w+$/;

/** Serves a file of the built screens. */
export async function serveScreen(response: ServerResponse, folder: string, path: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    sendPage(
      response,
      503,
      'The screens are not built yet. Run "npm run build" in the folder of SyncLog, then reload this page.',
    );
    return;
  }
  const found = findScreenFile(folder, path);
  if (!found || !existsSync(found.file)) {
    sendPage(response, 404, 'There is nothing at this address.');
    return;
  }
  const content = await readFile(found.file);
  const caching = hashed.test(path) ? { 'cache-control': 'private, max-age=31536000, immutable' } : {};
  response.writeHead(200, { ...securityHeaders, ...caching, 'content-type': found.type });
  response.end(content);
}
