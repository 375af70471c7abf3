/** How numbers, money, times and durations are written in one locale. */
export interface Formats {
  readonly locale: string;
  number(value: number): string;
  /** Whole cents as a decimal number. */
  money(cents: number): string;
  /** ISO-8601 text as a time of day; with its date when it is not today. */
  time(iso: string): string;
  /** `2026-11-24` as a date in words. */
  day(date: string): string;
  /** With date and time, always. */
  dateTime(iso: string): string;
  /** Seconds in the largest unit that says enough: "6 minutes". */
  duration(seconds: number): string;
  /** Bytes in the unit that says enough: "1.2 GB". */
  bytes(count: number): string;
  /** What separates the whole number from its decimals. */
  readonly decimalSign: string;
}

const minute = 60;
const hour = 3600;
const day = 86_400;

const known = new Map<string, Formats>();

/** The same every time it is asked for: making the browser's formats takes longer than using them. */
export function formatsOf(locale: string): Formats {
  const there = known.get(locale);
  if (there) return there;
  const made = createFormats(locale);
  known.set(locale, made);
  return made;
}

export function createFormats(locale: string, now: () => Date = () => new Date()): Formats {
  const number = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const dateInWords = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const decimalSign = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value;

  function duration(seconds: number): string {
    const steps = [
      { unit: 'second', size: 1, below: 90 },
      { unit: 'minute', size: minute, below: 90 * minute },
      { unit: 'hour', size: hour, below: 36 * hour },
    ] as const;
    const { unit, size } = steps.find((step) => seconds < step.below) ?? { unit: 'day', size: day };
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
      Math.max(1, Math.round(seconds / size)),
    );
  }

  function bytes(count: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
    const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
    const unit = units[power] ?? 'byte';
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(count / 1000 ** power);
  }

  const read = (iso: string, write: (date: Date) => string): string => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? '' : write(date);
  };

  return {
    locale,
    decimalSign: decimalSign ?? '.',
    number: (value) => number.format(value),
    money: (cents) => money.format(cents / 100),
    time: (iso) =>
      read(iso, (date) => (date.toDateString() === now().toDateString() ? timeOfDay : dateAndTime).format(date)),
    day: (date) => read(`${date}T12:00:00`, (noon) => dateInWords.format(noon)),
    dateTime: (iso) => read(iso, (date) => dateAndTime.format(date)),
    duration,
    bytes,
  };
}
