import { defineConfig, devices } from '@playwright/test';
import { browserArguments } from './scripts/support/browser-arguments.ts';
import { findBrowser } from './scripts/support/find-browser.ts';
import type { ShopOptions } from './test/e2e/shop-test.ts';

const browser = findBrowser();

/** A real browser, the one that was found. */
const inBrowser = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1280, height: 800 },
  headless: true,
  launchOptions: { args: browserArguments(), ...(browser === undefined ? {} : { executablePath: browser }) },
  trace: 'retain-on-failure',
  screenshot: 'only-on-failure',
} as const;

export default defineConfig<ShopOptions>({
  outputDir: 'test-results',
  snapshotPathTemplate: 'test/e2e/__screenshots__/{arg}{ext}',
  // What is tested is what was built last.
  globalSetup: './test/support/build-before.ts',
  forbidOnly: process.env['CI'] !== undefined,
  // A test that passes at the second try is a defect to look at, not to hide.
  retries: 0,
  // Each spec starts a master and branches of its own.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    {
      name: 'browser',
      testDir: 'test/e2e',
      testIgnore: '**/test/e2e/pictures.spec.ts',
      use: inBrowser,
    },
    // Compared only by the machine that made the pictures, and by a command of its own: another font is another picture, not a defect.
    { name: 'pictures', testDir: 'test/e2e', testMatch: '**/test/e2e/pictures.spec.ts', use: inBrowser },
    // The Electron shell on a stand-in of Electron, whose windows are pages of the same browser: its own specs, and the end-to-end ones once more.
    {
      name: 'shell',
      testDir: 'test',
      testMatch: ['**/test/shell/**/*.spec.ts', '**/test/e2e/**/*.spec.ts'],
      // About the browser host's links and process, and about how the screens look, which is the same in both.
      testIgnore: ['access', 'draft-killed', 'host-killed', 'every-screen', 'messages-fit', 'pictures'].map(
        (name) => `**/test/e2e/${name}.spec.ts`,
      ),
      use: { ...inBrowser, host: 'shell' },
    },
    // Needs an Electron binary; `npm test` runs it where there is one and says so where there is not.
    { name: 'electron', testDir: 'test/electron' },
  ],
});
