import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClockOffset } from '../../../../src/main/sync/clock-offset.ts';

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

test('the error is never more than half the shortest round trip', () => {
  const exchange = fc.record({ there: fc.integer({ min: 0, max: 3000 }), back: fc.integer({ min: 0, max: 3000 }) });
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.array(exchange, { minLength: 1, maxLength: 8 }),
      (offset, exchanges) => {
        const measured = createClockOffset();
        let now = Date.parse('2026-11-23T08:00:00.000Z');
        for (const { there, back } of exchanges) {
          measured.note(now, now + there + back, iso(now + there + offset));
          now += 10_000;
        }
        const shortest = Math.min(...exchanges.map(({ there, back }) => there + back));
        expect(Math.abs((measured.value() ?? Number.NaN) - offset)).toBeLessThanOrEqual(shortest / 2 + 1);
      },
    ),
  );
});

test('a clock set back in the middle of an exchange, or a time that is none, measures nothing', () => {
  const measured = createClockOffset();
  measured.note(2000, 1000, iso(1500));
  measured.note(1000, 2000, 'noon');
  expect(measured.value()).toBeNull();
});

test('what was measured before a sleep is forgotten', () => {
  const measured = createClockOffset();
  measured.note(0, 0, iso(5000));
  expect(measured.value()).toBe(5000);
  measured.forget();
  expect(measured.value()).toBeNull();
});
