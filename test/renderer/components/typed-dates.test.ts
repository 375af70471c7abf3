import { describe, expect, it } from 'vitest';
import { createTypedDates } from '../../../src/renderer/i18n/typed-dates.ts';

const english = { day: 'd', month: 'm', year: 'y', time: 'hh:mm' };
const french = { day: 'j', month: 'm', year: 'a', time: 'hh:mm' };

describe('dates as they are typed', () => {
  it.each([
    ['fr-FR', french, 'jj/mm/aaaa', '24/11/2026'],
    ['en-GB', english, 'dd/mm/yyyy', '24/11/2026'],
    ['en-US', english, 'mm/dd/yyyy', '11/24/2026'],
    ['de-DE', english, 'dd.mm.yyyy', '24.11.2026'],
    ['fr-CA', french, 'aaaa-mm-jj', '2026-11-24'],
  ])('are hinted at, written and read in %s in its own order', (locale, letters, hint, written) => {
    const dates = createTypedDates(locale, letters);
    expect(dates.hint).toBe(hint);
    expect(dates.hintWithTime).toBe(`${hint} hh:mm`);
    expect(dates.write('2026-11-24')).toBe(written);
    expect(dates.read(written, false)).toBe('2026-11-24');
    expect(dates.write('2026-11-24T09:05')).toBe(`${written} 09:05`);
    expect(dates.read(`${written} 9:05`, true)).toBe('2026-11-24T09:05');
  });

  it.each([
    ['3.4.26', '2026-04-03'],
    ['03 04 2026', '2026-04-03'],
    ['2026-04-03', '2026-04-03'],
    ['29/02/2028', '2028-02-29'],
  ])('are understood however they are separated: %s', (text, value) => {
    expect(createTypedDates('fr-FR', french).read(text, false)).toBe(value);
  });

  it.each(['', '29/02/2026', '31/04/2026', '24/13/2026', '24/11', 'demain', '24/11/2026 x', '1/2/3/4', '24/11/20266'])(
    'are none where there is no such day: “%s”',
    (text) => {
      expect(createTypedDates('fr-FR', french).read(text, false)).toBeNull();
    },
  );

  it.each(['24/11/2026', '24/11/2026 25:00', '24/11/2026 9', '9:05', '24/11/2026 09:60'])(
    'are no time where a part of it is missing or wrong: “%s”',
    (text) => {
      expect(createTypedDates('fr-FR', french).read(text, true)).toBeNull();
    },
  );
});
