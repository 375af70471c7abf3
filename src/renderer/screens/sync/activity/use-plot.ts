import { useEffect, useRef, type RefObject } from 'react';
import uPlot from 'uplot';
import type { Bucket } from './activity-buckets.ts';
import { plotHeight, plotOptions, type PlotInks, type PlotParts } from './plot-options.ts';

type UsePlot = Omit<PlotParts, 'width' | 'inks'> & { readonly buckets: readonly Bucket[] };

/** Draws into the element, and again when its width, the data or the theme changes. Without a canvas nothing is drawn; the table says the same. */
export function usePlot(host: RefObject<HTMLElement | null>, { buckets, names, number, onPointed }: UsePlot): void {
  const data = useRef<uPlot.AlignedData>([[], [], []]);
  const plot = useRef<uPlot>(null);
  useEffect(() => {
    data.current = dataOf(buckets);
    plot.current?.setData(data.current);
  }, [buckets]);
  useEffect(() => {
    const element = host.current;
    if (!element || !document.createElement('canvas').getContext('2d')) return;
    const options = plotOptions({ width: element.clientWidth, inks: inksOf(element), names, number, onPointed });
    const drawn = new uPlot(options, data.current, element);
    plot.current = drawn;
    const resized = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: plotHeight }));
    resized.observe(element);
    const stop = onThemeChange(() => drawn.redraw(false));
    return () => {
      stop();
      resized.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [host, names, number, onPointed]);
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
