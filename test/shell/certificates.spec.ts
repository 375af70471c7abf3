import { readFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { call } from './call.ts';
import { expect, test as base } from './office-test.ts';

const certificate = (name: string): string =>
  fileURLToPath(new URL(`../support/certificates/${name}.pem`, import.meta.url));

/** Head office behind https, with one of the certificates that an authority of its own has issued. */
const test = base.extend<{ secure: (name: string) => Promise<string> }>({
  secure: async ({ office }, give) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await give(async (name) => {
      const identity = { key: readFileSync(certificate('local-server.key')), cert: readFileSync(certificate(name)) };
      const server = createServer(identity, (request, response) => {
        const { method, headers } = request;
        const passed = ask(new URL(request.url ?? '/', office.url), { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        passed.on('error', () => response.destroy());
        response.on('close', () => passed.destroy());
        request.pipe(passed);
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      // A listening TCP server has an address of this shape.
      const { port } = server.address() as AddressInfo;
      return `https://127.0.0.1:${port}`;
    });
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  },
});

test('head office with a certificate of its own making is refused, and accepted as soon as the file is set', async ({
  open,
  office,
  secure,
}) => {
  const masterUrl = await secure('local-server');
  const page = await open().page();
  const tried = await call(page, 'branch.testConnection', { masterUrl });
  expect(JSON.stringify(tried)).toMatch(/certificate/);
  expect(await call(page, 'branch.enroll', { masterUrl, code: await office.enroll() })).toMatchObject({ ok: false });

  await call(page, 'settings.set', { extraCaFile: certificate('local-authority') });
  await expect
    .poll(() => call(page, 'branch.testConnection', { masterUrl }))
    .toMatchObject({ value: { steps: expect.not.arrayContaining([expect.objectContaining({ outcome: 'failed' })]) } });
  expect(await call(page, 'branch.enroll', { masterUrl, code: await office.enroll() })).toMatchObject({ ok: true });
  await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } });
  await expect
    .poll(() => call(page, 'sync.status', {}))
    .toMatchObject({ value: { connection: { state: 'online' }, counts: { pending: 0, completed: 1 } } });
});

test('a file of certificates that cannot be used is said at once, and the system’s certificates count on', async ({
  open,
}) => {
  const app = open();
  await call(await app.page(), 'settings.set', { extraCaFile: '/no/such/file.pem' });
  await expect
    .poll(() => app.desktop.messageBoxes.map(({ message }) => message))
    .toEqual([expect.stringMatching(/extra certificates could not be used .*ENOENT.*Choose another file in Settings/)]);
});

for (const [what, name] of [
  ['that is over', 'local-expired'],
  ['of another host', 'local-other-host'],
] as const) {
  test(`a certificate ${what} is refused, though the same authority has issued it`, async ({ open, secure }) => {
    const masterUrl = await secure(name);
    const page = await open().page();
    await call(page, 'settings.set', { extraCaFile: certificate('local-authority') });
    // Told to the shell by an event that comes after the answer.
    const good = await secure('local-server');
    await expect
      .poll(() => call(page, 'branch.testConnection', { masterUrl: good }))
      .toMatchObject({
        value: { steps: expect.not.arrayContaining([expect.objectContaining({ outcome: 'failed' })]) },
      });
    const tried = await call(page, 'branch.testConnection', { masterUrl });
    expect(tried).toMatchObject({
      value: { steps: expect.arrayContaining([expect.objectContaining({ outcome: 'failed' })]) },
    });
    expect(JSON.stringify(tried)).toMatch(/certificate/);
  });
}
