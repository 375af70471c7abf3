import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { call } from './call.ts';
import { chooseFeed, expect, fetchNewer, logOf, newerVersionIsHere, program, test } from './updates-test.ts';
import { startUpdateFeed } from '../support/update-feed.ts';

const asLoginPage = (_request: unknown, response: ServerResponse): void =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!doctype html>\n<html><title>Free Wi-Fi</title>\n<form action="/login">secret-of-the-wifi</form></html>');

test.describe('a feed that cannot be used disturbs nobody, and is asked again', () => {
  for (const [what, answer] of [
    ['is down', (_request, response) => void response.destroy()],
    ['says that it is broken', (_request, response) => void response.writeHead(503).end('later')],
    ['answers with a login page', asLoginPage],
    [
      'leads to a login page',
      (request, response) =>
        request.url === '/login'
          ? asLoginPage(request, response)
          : void response.writeHead(302, { location: '/login' }).end(),
    ],
  ] as [string, (request: IncomingMessage, response: ServerResponse) => void][]) {
    test(what, async ({ feed, installed }) => {
      feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
      feed.answerWith(answer);
      const app = installed.open();
      await chooseFeed(app, feed.url);
      await expect.poll(() => logOf(app)).toContain('Looking for a newer version failed');
      expect(logOf(app)).not.toContain('secret-of-the-wifi');
      expect(logOf(app)).not.toContain('A defect');
      feed.answerWith(null);
      // Another address is asked at once; the same one only when it is time.
      await chooseFeed(app, `${feed.url}/`);
      await newerVersionIsHere(app);
      expect(await app.quit()).toBe(0);
      expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));
    });
  }
});

test('what was fetched stays where the feed is out of reach later, and goes where the feed has taken it back', async ({
  feed,
  installed,
}) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open();
  await fetchNewer(app, feed);
  feed.answerWith((_request, response) => void response.writeHead(503).end());
  await chooseFeed(app, `${feed.url}/`);
  await expect.poll(() => logOf(app)).toContain('Looking for a newer version failed');
  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));

  feed.answerWith(null);
  feed.publish('0.3.0', 'SyncLog.AppImage', program('0.3.0'));
  const again = installed.open();
  await chooseFeed(again, feed.url);
  await expect.poll(() => logOf(again)).toContain('"fetched":"0.3.0"');
  feed.publish('0.1.0', 'SyncLog.AppImage', program('0.1.0'));
  await chooseFeed(again, `${feed.url}/`);
  await expect.poll(() => logOf(again)).toContain('is not available (latest version: 0.1.0');
  expect(await again.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));
});

test('a feed with a certificate of its own making is asked once the file of certificates is set', async ({
  installed,
}) => {
  const certificate = (name: string): string =>
    fileURLToPath(new URL(`../support/certificates/${name}.pem`, import.meta.url));
  const [key, cert] = ['local-server.key', 'local-server'].map((name) => readFileSync(certificate(name), 'utf8'));
  const feed = await startUpdateFeed('latest-linux.yml', { key: key ?? '', cert: cert ?? '' });
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open();
  const page = await app.page();
  await call(page, 'settings.set', { extraCaFile: certificate('local-authority'), updateFeedUrl: feed.url });
  await newerVersionIsHere(app);
  await app.quit();
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));

  const without = installed.open();
  await call(await without.page(), 'settings.set', { extraCaFile: null, updateFeedUrl: null });
  await call(await without.page(), 'settings.set', { updateFeedUrl: `${feed.url}/` });
  await expect.poll(() => logOf(without)).toMatch(/Looking for a newer version failed.*ERR_CERT_AUTHORITY_INVALID/);
  await feed.close();
});
