/** What stands for a digit of each part in a hint, in the language's own letters: `d`, `m`, `y`. */
export interface DateLetters {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  /** How a time of day is typed: `hh:mm`. */
  readonly time: string;
}

/** How days and times are typed in one locale; as values they are what HTML writes: `2026-11-24` or `2026-11-24T09:30`. */
export interface TypedDates {
  /** `dd/mm/yyyy`, in the order and with the signs of the locale. */
  readonly hint: string;
  /** The same with a time: `dd/mm/yyyy hh:mm`. */
  readonly hintWithTime: string;
  /** Empty text for what is no value. */
  write(value: string): string;
  /** null for what is no day, or no day with a time. Takes any sign between the numbers, and the order of the value itself. */
  read(text: string, withTime: boolean): string | null;
}

type Part = 'day' | 'month' | 'year';

const two = (number: number): string => String(number).padStart(2, '0');

export function createTypedDates(locale: string, letters: DateLetters): TypedDates {
  const parts = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts(new Date(2026, 10, 24))
    .flatMap(({ type, value }) =>
      type === 'day' || type === 'month' || type === 'year' || type === 'literal' ? [{ type, value }] : [],
    );
  const order = parts.flatMap(({ type }): Part[] => (type === 'literal' ? [] : [type]));
  const fill = (values: Readonly<Record<Part, string>>): string =>
    parts.map(({ type, value }) => (type === 'literal' ? value : values[type])).join('');
  const hint = fill({ day: letters.day.repeat(2), month: letters.month.repeat(2), year: letters.year.repeat(4) });

  function readDay(text: string): string | null {
    const numbers = text.match(/\d+/g) ?? [];
    if (numbers.length !== 3 || !/^[\d\s./-]+$/.test(text)) return null;
    const given = numbers[0]?.length === 4 ? (['year', 'month', 'day'] as const) : order;
    const of = (part: Part): number => Number(numbers[given.indexOf(part)]);
    const [day, month, short] = [of('day'), of('month'), of('year')];
    const year = short < 100 ? 2000 + short : short;
    const date = new Date(year, month - 1, day);
    const real = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
    return real && year >= 1000 && year <= 9999 ? `${year}-${two(month)}-${two(day)}` : null;
  }

  function readTime(text: string): string | null {
    const [, hours, minutes] = /^(\d{1,2})[:h.](\d{2})$/.exec(text) ?? [];
    if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
    return `${two(Number(hours))}:${minutes}`;
  }

  return {
    hint,
    hintWithTime: `${hint} ${letters.time}`,
    write(value) {
      const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? [];
      if (year === undefined || month === undefined || day === undefined) return '';
      const written = fill({ day, month, year });
      return time === undefined ? written : `${written} ${time}`;
    },
    read(text, withTime) {
      const trimmed = text.trim();
      if (!withTime) return readDay(trimmed);
      const [, dayText = '', timeText = ''] = /^(.*\S)[\sT]+(\S+)$/.exec(trimmed) ?? [];
      const [day, time] = [readDay(dayText), readTime(timeText)];
      return day === null || time === null ? null : `${day}T${time}`;
    },
  };
}
