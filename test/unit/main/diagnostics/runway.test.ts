import { describe, expect, it } from 'vitest';
import { runwayDays } from '../../../../src/main/diagnostics/measure-storage.ts';

const grown = (changes: number, days: number) => ({
  rows: changes,
  first: { id: 1, at: '2026-01-01T00:00:00.000Z' },
  last: { id: changes, at: new Date(Date.parse('2026-01-01T00:00:00.000Z') + days * 86_400_000).toISOString() },
});

describe('for how long the disk lasts', () => {
  it('follows the work of the last days', () => {
    expect(runwayDays(2048 * 10_000, grown(1000, 1))).toBe(10);
    expect(runwayDays(2048 * 10_000, grown(1000, 2))).toBe(20);
  });
  it('says nothing where there is too little to tell, or for ever', () => {
    expect(runwayDays(1e9, { rows: 0, first: undefined, last: undefined })).toBeNull();
    expect(runwayDays(1e9, grown(1000, 0.5))).toBeNull();
    expect(runwayDays(1e15, grown(10, 10))).toBeNull();
  });
});
