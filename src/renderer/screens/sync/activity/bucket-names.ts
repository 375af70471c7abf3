import type { ActivitySpan } from '../../../../shared/activity.ts';

export interface BucketNames {
  /** In a table: says which hour or day it is without anything around it. */
  readonly whole: (at: number) => string;
  /** Under the plot, where there is little room. */
  readonly short: (at: number) => string;
}

const wholeHour = { weekday: 'short', day: 'numeric', month: 'short', minute: '2-digit' } as const;
const wholeDay = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const short = {
  day: { timeStyle: 'short' },
  week: { weekday: 'short', day: 'numeric' },
  month: { day: 'numeric', month: 'short' },
} as const;

export function bucketNames(locale: string, span: ActivitySpan): BucketNames {
  // As everywhere else: 04:00, or 4:00 AM.
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  const hour = hourCycle === 'h23' ? '2-digit' : 'numeric';
  const whole = new Intl.DateTimeFormat(locale, span === 'month' ? wholeDay : { ...wholeHour, hour });
  const brief = new Intl.DateTimeFormat(locale, short[span]);
  return { whole: (at) => whole.format(at), short: (at) => brief.format(at) };
}
