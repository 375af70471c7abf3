import type { BrowserContext } from '@playwright/test';

/** What it is in every picture. */
const now = '2026-03-09T14:32:00.000Z';

/** What differs from one run to the next, and what stands in its place. */
const unsteady: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, now],
  [/127\.0\.0\.1:\d+/g, 'head-office.example'],
  [/[^"\s]*synclog-faults-\w{6}/g, '/home/shop'],
  [/"(\w*[bB]ytes)":\d+/g, '"$1":42000000'],
  [/"clockOffsetMs":-?\d+(\.\d+)?/g, '"clockOffsetMs":40'],
  // A sale's number is made from its day and its id.
  [/\b20\d{6}-[0-9A-Z]+/g, '20260309-1A2B'],
];

/** Shows what the app answers as if it were always the same moment, address, folder and size, so that a picture differs only when the screens do. */
export async function holdStill(context: BrowserContext): Promise<void> {
  await context.clock.setFixedTime(now);
  await context.route('**/ipc/*', async (route) => {
    // How often it has synced by then is chance.
    if (route.request().url().endsWith('/sync.runs')) return await route.fulfill({ json: { ok: true, value: [] } });
    const response = await route.fetch();
    const body = unsteady.reduce((text, [what, instead]) => text.replaceAll(what, instead), await response.text());
    return await route.fulfill({ response, body });
  });
}
