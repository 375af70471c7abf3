import type { Page } from '@playwright/test';
import { z } from 'zod';

/** One long animation frame (over 50 ms), and what its time went to. Milliseconds. */
const longFrameSchema = z.object({
  duration: z.number(),
  /** In our scripts, with what they forced the browser to lay out. */
  script: z.number(),
  /** From the beginning of style and layout to the end of the frame: style, layout, painting. */
  render: z.number(),
  /** The scripts over 5 ms, the longest first: what called them and where they lie. */
  scripts: z.array(z.object({ invoker: z.string(), duration: z.number(), forced: z.number() })),
});
type LongFrame = z.output<typeof longFrameSchema>;

const watchedSchema = z.object({
  /** From one animation frame to the next, all of them. */
  frames: z.array(z.number()),
  longFrames: z.array(longFrameSchema),
  /** From a key press until what it changed is painted, in steps of 8; only those over 16. */
  keys: z.array(z.number()),
});
export type Watched = z.output<typeof watchedSchema>;

/** In the page: keeps every frame, the long ones with what their time went to, and the key presses. */
const watching = `
  globalThis.benchWatch = (() => {
    const kept = { frames: [], longFrames: [], keys: [] };
    const observe = (options, keep) => new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe(options);
    observe({ type: 'long-animation-frame' }, (frame) => {
      const end = frame.startTime + frame.duration;
      const scripts = frame.scripts
        .map((script) => ({ invoker: script.invoker + ' ' + script.sourceFunctionName, duration: script.duration, forced: script.forcedStyleAndLayoutDuration }))
        .sort((a, b) => b.duration - a.duration);
      kept.longFrames.push({
        duration: frame.duration,
        script: scripts.reduce((sum, script) => sum + script.duration, 0),
        render: frame.styleAndLayoutStart > 0 ? end - frame.styleAndLayoutStart : 0,
        scripts,
      });
    });
    observe({ type: 'event', durationThreshold: 16 }, (entry) => entry.name === 'keydown' && kept.keys.push(entry.duration));
    let last = 0;
    requestAnimationFrame(function next(now) {
      if (last > 0) kept.frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    });
    return { take: () => { const taken = { ...kept }; Object.assign(kept, { frames: [], longFrames: [], keys: [] }); return taken; } };
  })();
`;

/** Must be called before the page is opened. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript({ content: watching });
}

/** What was seen since the last time. */
export async function takeWatched(page: Page): Promise<Watched> {
  return watchedSchema.parse(await page.evaluate('benchWatch.take()'));
}

export type { LongFrame };
