import type { Page } from '@playwright/test';
import { z } from 'zod';

/** Milliseconds since the browser began to go to the page, except where said. */
const pageLoadSchema = z.object({
  /** The first byte of the answer to the address itself, after the redirect that takes the token. */
  answered: z.number(),
  /** The page's HTML is there. */
  html: z.number(),
  /** The last script and style sheet before the first question is there. */
  files: z.number(),
  /** The first question to the program is asked: the scripts are parsed and have run. */
  asked: z.number(),
  /** The last question that was asked before the first useful paint is answered. */
  told: z.number(),
  /** The home sentence and the screen's title are painted. */
  useful: z.number(),
  questions: z.number(),
  /** Bytes of scripts before the first useful paint. */
  scriptBytes: z.number(),
});
export type PageLoad = z.output<typeof pageLoadSchema>;

/** In the page: notes when the first screen says how the branch stands. */
const watching = `
  globalThis.benchUseful = new Promise((resolve) => {
    const look = () => {
      const there = document.querySelector('footer a')?.textContent && document.querySelector('main h1') && document.querySelector('main section p');
      if (!there) return requestAnimationFrame(look);
      // The frame that holds it has been painted when a task runs after it.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
    };
    requestAnimationFrame(look);
  });
`;

const reading = `
  benchUseful.then((useful) => {
    const [page] = performance.getEntriesByType('navigation');
    const before = performance.getEntriesByType('resource').filter((entry) => entry.startTime < useful);
    const files = before.filter((entry) => /\\.(js|css)$/.test(entry.name));
    const asked = before.filter((entry) => entry.name.includes('/ipc/'));
    const began = Math.min(...asked.map((entry) => entry.startTime));
    return {
      answered: page.responseStart,
      html: page.responseEnd,
      files: Math.max(...files.map((entry) => entry.responseEnd).filter((end) => end < began)),
      asked: began,
      told: Math.max(...asked.filter((entry) => entry.responseEnd > 0 && entry.responseEnd < useful).map((entry) => entry.responseEnd)),
      useful,
      questions: asked.length,
      scriptBytes: files.filter((entry) => entry.name.endsWith('.js')).reduce((sum, entry) => sum + entry.decodedBodySize, 0),
    };
  })
`;

/** Opens the app's home screen in a page that was not used before. */
export async function loadHome(page: Page, url: string): Promise<PageLoad> {
  await page.addInitScript({ content: watching });
  await page.goto(url);
  return pageLoadSchema.parse(await page.evaluate(reading));
}

/** What the browser itself takes to open and paint a page of one sentence from the same program. Milliseconds. */
export async function loadSentence(page: Page, url: string): Promise<number> {
  await page.goto(`${new URL(url).origin}/there-is-no-such-page`);
  return z.number().parse(
    await page.evaluate(`
      new Promise((resolve) => new PerformanceObserver((list) => {
        const painted = list.getEntriesByName('first-contentful-paint')[0];
        if (painted) resolve(painted.startTime);
      }).observe({ type: 'paint', buffered: true }))
    `),
  );
}
