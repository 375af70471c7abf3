import uPlot from 'uplot';
import type { BucketNames } from './bucket-names.ts';

export const plotHeight = 176;

/** Where the colours come from: elements of the page, so that both themes and a person's contrast settings hold for the canvas too. */
export interface PlotInks {
  readonly text: () => string;
  readonly line: () => string;
  readonly recorded: () => string;
  readonly confirmed: () => string;
  readonly font: string;
}

export interface PlotParts {
  readonly width: number;
  readonly inks: PlotInks;
  readonly names: BucketNames;
  readonly number: (value: number) => string;
  /** Which bucket the pointer is on; null = none. */
  readonly onPointed: (index: number | null) => void;
}

const counts = [1, 2, 5].flatMap((step) => Array.from({ length: 8 }, (_, power) => step * 10 ** power));

function halfOf(at: ArrayLike<number>): number {
  return ((at[1] ?? 0) - (at[0] ?? 0)) / 2;
}

/** Up to where a label has room. */
function roomFor(scale: uPlot.Scale | undefined): number {
  const { min = 0, max = 0 } = scale ?? {};
  return max - (max - min) * 0.04;
}

export function plotOptions({ width, inks, names, number, onPointed }: PlotParts): uPlot.Options {
  const bars = uPlot.paths.bars?.({ size: [0.8, 28] });
  const axis = { stroke: inks.text, font: inks.font, ticks: { show: false } };
  return {
    width,
    height: plotHeight,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { setScale: false, x: false, y: false } },
    scales: {
      // The first and the last bar are as wide as the others.
      x: { range: ({ data: [at] }, first, last) => [first - halfOf(at), last + halfOf(at)] },
      y: { range: (_plot, _least, most) => [0, Math.max(4, (most ?? 0) * 1.05)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 72,
        // The last one would be cut off at the edge.
        values: ({ scales }, splits) => splits.map((at) => (at > roomFor(scales['x']) ? '' : names.short(at * 1000))),
      },
      {
        ...axis,
        grid: { stroke: inks.line, width: 1 },
        incrs: counts.toSorted((a, b) => a - b),
        size: 56,
        values: (_plot, splits) => splits.map(number),
      },
    ],
    series: [
      {},
      { fill: inks.confirmed, stroke: inks.confirmed, width: 0, points: { show: false }, ...(bars && { paths: bars }) },
      { stroke: inks.recorded, width: 1.5, points: { show: false }, ...(bars && { paths: bars }) },
    ],
    hooks: { setCursor: [(plot) => onPointed(plot.cursor.idx ?? null)] },
  };
}
