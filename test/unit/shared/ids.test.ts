import { afterEach, expect, it, vi } from 'vitest';
import { idSchema, newId } from '../../../src/shared/ids.ts';

afterEach(() => vi.useRealTimers());

it('makes ids that are UUIDs, all different and each after the one before, however many a millisecond', () => {
  const ids = Array.from({ length: 5000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(idSchema.parse(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

it('goes on from the last id when the clock was put back, and takes the time of the clock when it has passed it', () => {
  const before = newId();
  vi.useFakeTimers({ now: Date.now() - 86_400_000 });
  expect(newId() > before).toBe(true);
  const later = Date.UTC(2050, 0, 1);
  vi.setSystemTime(later);
  expect(Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)).toBe(later);
});
