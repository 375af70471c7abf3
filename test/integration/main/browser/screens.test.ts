import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../support/temp-folder.ts';
import { startTestHost } from './ask.ts';

describe('the screens in the browser host', () => {
  it('come with their types; only what can never change is kept by the browser', async () => {
    const host = await startTestHost();
    const expected = [
      ['/', 'text/html; charset=utf-8', 'no-store'],
      ['/index.html', 'text/html; charset=utf-8', 'no-store'],
      ['/?token=wrong', 'text/html; charset=utf-8', 'no-store'],
      ['/app-touch-icon.png', 'image/png', 'no-store'],
      ['/assets/index-B1x_d-9z.js', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
      ['/assets/index-B1x_d-9z.css', 'text/css; charset=utf-8', 'private, max-age=31536000, immutable'],
    ];
    for (const [path = '', type, caching] of expected) {
      const { status, headers } = await host.ask({ path });
      expect([path, status, headers['content-type'], headers['cache-control']]).toEqual([path, 200, type, caching]);
    }
    expect((await host.ask({ path: '/assets/index-B1x_d-9z.js' })).text).toBe('console.log(1)');
  });

  it('have nothing outside their folder, nor of another kind', async () => {
    const paths = [
      '/../secret.json',
      '/assets/../../secret.json',
      '/..%2fsecret.json',
      '/%2e%2e/secret.json',
      '/%2e%2e%2fsecret.json',
      '/..%5csecret.json',
      '/%2fetc/passwd',
      '//127.0.0.1/../secret.json',
      '/index.html%00.js',
      '/%E0%A4%A',
      '/assets',
      '/assets/',
      '/index.html/',
      '/notes.exe',
      '/nothing.js',
      '/ipc',
    ];
    const host = await startTestHost();
    for (const path of paths) {
      const answer = await host.ask({ path });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).not.toContain('not for you');
    }
  });

  it('say how to build them when they are not there', async () => {
    const host = await startTestHost({ rendererDir: tempFolder() });
    const page = await host.ask({ path: '/' });
    expect(page.status).toBe(503);
    expect(page.text).toContain('npm run build');
    expect(await host.call('app.info')).toMatchObject({ ok: true });
  });
});
