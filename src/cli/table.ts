export type Cell = string | number | boolean | null | undefined;

/** Lines for people: columns wide enough for what is in them, numbers to the right, long text cut. */
export function formatTable(headings: readonly string[], rows: readonly (readonly Cell[])[], longest = 48): string {
  const text = rows.map((row) => headings.map((_heading, index) => show(row[index], longest)));
  const numeric = headings.map(
    (_heading, index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number'),
  );
  const widths = headings.map((heading, index) =>
    Math.max(heading.length, ...text.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(headings), ...text.map(line)].join('\n');
}

function show(cell: Cell, longest: number): string {
  if (cell === null || cell === undefined) return '';
  // Control characters in a record must not move the terminal's cursor.
  const text = String(cell).replaceAll(/\p{Cc}+/gu, ' ');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** A local time that a person reads: today's by the clock, others with the day. */
export function formatTime(iso: string | null, now = new Date()): string {
  if (iso === null || iso === '') return '';
  const time = new Date(iso);
  const sameDay = time.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', ...(sameDay ? {} : { dateStyle: 'medium' }) }).format(
    time,
  );
}
