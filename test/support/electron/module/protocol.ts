import { hear, tell } from './desktop-link.ts';
import { modelled } from './modelled.ts';
import { refuseReady, requireReady } from './readiness.ts';

type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();
const privileged = new Set<string>();

export const protocol = modelled('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    refuseReady('protocol.registerSchemesAsPrivileged()');
    if (privileged.size > 0) throw new Error('protocol.registerSchemesAsPrivileged() can be used only once');
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    requireReady('protocol.handle()');
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`);
    // Without the privileges a page of this scheme has no origin and its scripts do not load.
    if (!privileged.has(scheme))
      throw new Error(`The scheme ${scheme} was not registered as standard and secure before the app was ready`);
    handlers.set(scheme, handler);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
});

async function serve(url: string, method: string, headers: readonly (readonly [string, string])[]): Promise<Response> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error(`Nothing serves ${url}`);
  return await handler(
    new Request(url, { method, headers: headers.map(([name, value]): [string, string] => [name, value]) }),
  );
}

hear('serve', ({ seq, url, method, headers }) => {
  serve(url, method, headers)
    .then(async (response) => {
      const body = new Uint8Array(await response.arrayBuffer());
      tell({ type: 'served', seq, status: response.status, headers: [...response.headers], body });
    })
    .catch((error: unknown) =>
      tell({ type: 'served', seq, status: 0, headers: [], body: new TextEncoder().encode(String(error)) }),
    );
});
