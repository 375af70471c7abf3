import { ms, percentile, type Figure } from './figures.ts';
import type { LongFrame, Watched } from './page-watch.ts';

/** A frame at 60 Hz, in milliseconds. */
const oneFrame = 1000 / 60;

/** Frames that the browser would have shown and did not, as a share of all; 0 to 1. */
export function droppedShare(frames: readonly number[]): number {
  const dropped = frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / oneFrame) - 1), 0);
  return frames.length === 0 ? 0 : dropped / (frames.length + dropped);
}

/** @param name what was done meanwhile */
export function describeFrames(name: string, { frames, longFrames, keys }: Watched): Figure[] {
  const durations = longFrames.map((frame) => frame.duration);
  const figures = [
    {
      name: `${name}: frames`,
      value: `p50 ${ms(percentile(frames, 0.5))}, p95 ${ms(percentile(frames, 0.95))}, longest ${ms(percentile(frames, 1))}; ${percent(droppedShare(frames))} dropped of ${frames.length}`,
    },
    {
      name: `${name}: long animation frames (over 50 ms)`,
      value:
        durations.length === 0
          ? 'none'
          : `${durations.length}, p50 ${ms(percentile(durations, 0.5))}, p95 ${ms(percentile(durations, 0.95))}, longest ${ms(percentile(durations, 1))}; ${wentTo(longFrames)}`,
    },
  ];
  if (keys.length > 0) {
    figures.push({
      name: `${name}: key press until painted`,
      value: `over 16 ms ${keys.length} times, p50 ${ms(percentile(keys, 0.5))}, p95 ${ms(percentile(keys, 0.95))}, longest ${ms(percentile(keys, 1))}`,
    });
  }
  return figures;
}

/** What the longest frame's time went to, and the shares of all long ones together. */
function wentTo(frames: readonly LongFrame[]): string {
  const sum = (of: (frame: LongFrame) => number): number => frames.reduce((all, frame) => all + of(frame), 0);
  const all = sum((frame) => frame.duration);
  const script = sum((frame) => frame.script) / all;
  const render = sum((frame) => frame.render) / all;
  const longest = frames.toSorted((a, b) => b.duration - a.duration)[0];
  const [worst] = longest?.scripts ?? [];
  const named = worst
    ? `; in the longest ${worst.invoker.trim()} ${ms(worst.duration)}`
    : '; in the longest no script of ours';
  return `script ${percent(script)}, style, layout and paint ${percent(render)}, neither ${percent(Math.max(0, 1 - script - render))}${named}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
