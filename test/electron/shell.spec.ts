import { _electron, expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findElectron } from '../../scripts/support/find-electron.ts';
import { projectRoot } from '../../scripts/support/project.ts';

// The shell in a real Electron, as far as its stand-in cannot prove it.

let userData: string;
test.beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'synclog-electron-'));
});
test.afterEach(() => rmSync(userData, { recursive: true, force: true, maxRetries: 5 }));

async function launch() {
  const executablePath = findElectron();
  if (executablePath === undefined) throw new Error('No Electron binary: run this through `npm run test:electron`');
  return await _electron.launch({ executablePath, args: [projectRoot, `--user-data-dir=${userData}`] });
}

test('the window shows the screens from app://, sandboxed and under the policy', async () => {
  const app = await launch();
  const page = await app.firstWindow();
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/synclog\//);
  expect(await page.evaluate(() => typeof Reflect.get(window, 'require'))).toBe('undefined');
  const status = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'synclog') as { call(channel: string, input: unknown): Promise<unknown> };
    return await bridge.call('sync.status', {});
  });
  expect(status).toMatchObject({ ok: true, value: { connection: { state: 'standalone' } } });
  const inline = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return Reflect.get(window, 'injected') === true;
  });
  expect(inline).toBe(false);
  await app.close();
});

test('a record saved before quitting is there after the next start', async () => {
  const first = await launch();
  const page = await first.firstWindow();
  await expect(page.getByRole('heading').first()).toBeVisible();
  const saved = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'synclog') as { call(channel: string, input: unknown): Promise<unknown> };
    return await bridge.call('records.save', { model: 'Category', record: { name: 'Bread' } });
  });
  expect(saved).toMatchObject({ ok: true });
  await first.close();
  const second = await launch();
  const again = await second.firstWindow();
  const listed = await again.evaluate(async () => {
    const bridge = Reflect.get(window, 'synclog') as { call(channel: string, input: unknown): Promise<unknown> };
    return JSON.stringify(await bridge.call('records.list', { model: 'Category' }));
  });
  expect(listed).toContain('Bread');
  await second.close();
});
