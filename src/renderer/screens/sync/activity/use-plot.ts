import { useEffect, useState, type RefObject } from 'react';
import type { Bucket } from './activity-buckets.ts';
import type { DrawnPlot } from './draw-plot.ts';
import type { PlotParts } from './plot-options.ts';

type UsePlot = Omit<PlotParts, 'width' | 'inks'> & { readonly buckets: readonly Bucket[] };

/**
 * Draws into the element, and again when the data changes. The library that draws is read when the rest of the screen is painted. Without it, or without a canvas,
 * nothing is drawn; the table says the same.
 */
export function usePlot(host: RefObject<HTMLElement | null>, { buckets, names, number, onPointed }: UsePlot): void {
  const [plot, setPlot] = useState<DrawnPlot | null>(null);
  useEffect(() => plot?.show(buckets), [plot, buckets]);
  useEffect(() => {
    const element = host.current;
    if (!element || !document.createElement('canvas').getContext('2d')) return;
    let drawn: DrawnPlot | null = null;
    let left = false;
    import('./draw-plot.ts').then(
      ({ drawPlot }) => {
        if (left) return;
        drawn = drawPlot(element, { names, number, onPointed });
        setPlot(drawn);
      },
      () => {
        // The program has ended meanwhile, which the page says.
      },
    );
    return () => {
      left = true;
      drawn?.remove();
      setPlot(null);
    };
  }, [host, names, number, onPointed]);
}
