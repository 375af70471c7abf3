const outOfRange = Number.MAX_SAFE_INTEGER / 100;

/**
 * Whole cents of a typed decimal number, such as "12", "12.5", "1,234.50" or "12,50". A sign with one or two digits after it, at the end, begins the decimals,
 * whichever of the two it is; elsewhere signs must separate thousands.
 * @param decimalSign of the person's locale, which decides what "1,234" means
 * @returns null for what is not an amount, or has more than two decimals
 */
export function parseMoney(text: string, decimalSign: string): number | null {
  const typed = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f']/g, '')
    .replace('\u2212', '-');
  const match = /^(-?)([\d.,]*?)(?:([.,])(\d{1,2}))?$/.exec(typed);
  if (!match || !/\d/.test(typed)) return null;
  const [, minus, whole = '', sign, decimals = ''] = match;
  const separator = sign === '.' ? ',' : sign === ',' ? '.' : decimalSign === '.' ? ',' : '.';
  const grouped = separator === ',' ? /^\d{1,3}(,\d{3})+$/ : /^\d{1,3}(\.\d{3})+$/;
  if (!/^\d*$/.test(whole) && !grouped.test(whole)) return null;
  const units = Number(whole.replaceAll(separator, '') || '0');
  if (units > outOfRange) return null;
  const cents = units * 100 + Number(decimals.padEnd(2, '0') || '0');
  return minus ? 0 - cents : cents;
}

/** Cents as they are typed: without thousands separators. */
export function typeMoney(cents: number, decimalSign: string): string {
  const minus = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${minus}${digits.slice(0, -2)}${decimalSign}${digits.slice(-2)}`;
}
