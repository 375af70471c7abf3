import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBackoff } from '../../../../src/main/sync/backoff.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('I6 every delay lies between one second and five minutes, whatever chance says', () => {
  fc.assert(
    fc.property(fc.array(chance, { minLength: 1, maxLength: 60 }), (chances) => {
      let index = 0;
      const backoff = createBackoff({ random: () => chances[index++ % chances.length] ?? 0 });
      for (let failure = 1; failure <= 60; failure += 1) {
        const delay = backoff.next();
        expect(delay).toBeGreaterThanOrEqual(1000);
        expect(delay).toBeLessThanOrEqual(300_000);
        expect(delay).toBeLessThanOrEqual(Math.max(1000, 1000 * 2 ** failure));
      }
    }),
  );
});

test('what the master asks for wins, and never all branches at the same moment', () => {
  fc.assert(
    fc.property(chance, fc.integer({ min: 1000, max: 3_600_000 }), (random, retryAfter) => {
      const delay = createBackoff({ random: () => random }).next(retryAfter);
      expect(delay).toBeGreaterThanOrEqual(retryAfter);
      expect(delay).toBeLessThan(retryAfter + 1000);
    }),
  );
});

test('begins anew after a reset', () => {
  const backoff = createBackoff({ random: () => 0.999 });
  for (let failure = 0; failure < 10; failure += 1) backoff.next();
  expect(backoff.next()).toBeGreaterThan(250_000);
  backoff.reset();
  expect(backoff.failures()).toBe(0);
  expect(backoff.next()).toBeLessThanOrEqual(2000);
});
