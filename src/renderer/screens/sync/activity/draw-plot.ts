import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Bucket } from './activity-buckets.ts';
import { plotHeight, plotOptions, type PlotInks, type PlotParts } from './plot-options.ts';

/** A plot that is drawn. */
export interface DrawnPlot {
  show(buckets: readonly Bucket[]): void;
  remove(): void;
}

/** Draws into the element, and again when its width or the theme changes. */
export function drawPlot(element: HTMLElement, parts: Omit<PlotParts, 'width' | 'inks'>): DrawnPlot {
  const options = plotOptions({ ...parts, width: element.clientWidth, inks: inksOf(element) });
  const drawn = new uPlot(options, [[], [], []], element);
  const resized = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: plotHeight }));
  resized.observe(element);
  const stop = onThemeChange(() => drawn.redraw(false));
  return {
    show: (buckets) => drawn.setData(dataOf(buckets)),
    remove() {
      stop();
      resized.disconnect();
      drawn.destroy();
    },
  };
}

/** A bar stands in the middle of its hour or day. */
function dataOf(buckets: readonly Bucket[]): uPlot.AlignedData {
  return [
    buckets.map(({ at, to }) => (at + to) / 2000),
    // Nothing is no bar, not one of no height.
    buckets.map(({ confirmed }) => confirmed || null),
    buckets.map(({ recorded }) => recorded || null),
  ];
}

/** The key's samples carry the colours of the style sheet. */
function inksOf(element: HTMLElement): PlotInks {
  const sample = (name: string): HTMLElement =>
    element.parentElement?.querySelector<HTMLElement>(`[data-sample='${name}']`) ?? element;
  const [confirmed, recorded] = [sample('confirmed'), sample('recorded')];
  const style = getComputedStyle(element);
  return {
    text: () => getComputedStyle(element).color,
    line: () => getComputedStyle(element).borderBlockEndColor,
    recorded: () => getComputedStyle(recorded).borderBlockEndColor,
    confirmed: () => getComputedStyle(confirmed).backgroundColor,
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}

function onThemeChange(redraw: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', redraw);
  const chosen = new MutationObserver(redraw);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-appearance'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', redraw);
    chosen.disconnect();
  };
}
