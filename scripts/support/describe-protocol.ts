import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMaster } from '../../src/master/open-master.ts';
import { createServer } from '../../src/master/server.ts';

/** Where the description of the wire protocol lies, seen from the project's folder. */
export const protocolFile = 'docs/openapi.json';

/** The description of the wire protocol as head office's server gives it, as text. */
export async function describeProtocol(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'synclog-openapi-'));
  try {
    const master = await openMaster({ db: join(folder, 'master.sqlite') });
    try {
      const server = await createServer(master, { log: false });
      await server.ready();
      const description = server.swagger();
      await server.close();
      return `${JSON.stringify(description, null, 2)}\n`;
    } finally {
      await master.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
