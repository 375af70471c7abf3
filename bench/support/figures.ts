import { loadavg } from 'node:os';

/** One line of the report. */
export interface Figure {
  readonly name: string;
  readonly value: string;
}

export interface BenchOptions {
  /** The whole sizes instead of slices of a few minutes. */
  readonly full: boolean;
  /** An empty folder that goes at the end. */
  readonly folder: string;
}

export type Workload = (options: BenchOptions) => Promise<Figure[]>;

/** @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that something takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const rate = (count: number, milliseconds: number): string =>
  `${Math.round((count / milliseconds) * 1000).toLocaleString('en-GB')}/s`;
export const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
