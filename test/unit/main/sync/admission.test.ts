import { describe, expect, test } from 'vitest';
import { mayRun, type AdmissionParts } from '../../../../src/main/sync/admission.ts';
import { runCauses, type Connection } from '../../../../src/shared/status.ts';

const now = Date.parse('2026-11-23T08:00:00.000Z');
const connection = (state: Connection['state']): Connection => ({ state, since: null, message: null });
const free: Omit<AdmissionParts, 'cause'> = {
  facts: { connection: connection('online'), pausedUntil: null },
  enrolled: true,
  suspended: false,
  backingOff: false,
  now,
};
const automatic = runCauses.filter((cause) => cause !== 'person');

describe('whether a run may start', () => {
  test.each(runCauses)('%s: yes, when nothing speaks against it', (cause) => {
    expect(mayRun({ ...free, cause })).toBe(true);
  });

  test('a person’s always may', () => {
    const facts = { connection: connection('unauthorized'), pausedUntil: '2027-01-01T00:00:00.000Z' };
    expect(mayRun({ facts, enrolled: false, suspended: true, backingOff: true, now, cause: 'person' })).toBe(true);
  });

  test.each(automatic)('%s: not while paused, asleep, without head office, or without credentials', (cause) => {
    const paused = { ...free.facts, pausedUntil: '2026-11-23T08:00:01.000Z' };
    expect(mayRun({ ...free, cause, facts: paused })).toBe(false);
    expect(mayRun({ ...free, cause, facts: { ...paused, pausedUntil: '2026-11-23T08:00:00.000Z' } })).toBe(true);
    expect(mayRun({ ...free, cause, suspended: true })).toBe(false);
    expect(mayRun({ ...free, cause, enrolled: false })).toBe(false);
    for (const state of ['unauthorized', 'branch-rewound', 'clone-detected'] as const)
      expect(mayRun({ ...free, cause, facts: { ...free.facts, connection: connection(state) } })).toBe(false);
    // These end by themselves: head office is upgraded, or brings its history together with ours.
    for (const state of ['upgrade-required', 'epoch-changed'] as const)
      expect(mayRun({ ...free, cause, facts: { ...free.facts, connection: connection(state) } })).toBe(true);
  });

  test('a pause that no person can have made, because the clock has been set back since, holds nothing back (I8)', () => {
    const pausedUntil = (until: string) => ({ ...free, facts: { ...free.facts, pausedUntil: until } });
    expect(mayRun({ ...pausedUntil('2026-11-24T08:00:00.000Z'), cause: 'schedule' })).toBe(false);
    expect(mayRun({ ...pausedUntil('2036-11-23T09:00:00.000Z'), cause: 'schedule' })).toBe(true);
  });

  test('a backoff is only cut short by evidence that head office is there', () => {
    const passing = automatic.filter((cause) => mayRun({ ...free, cause, backingOff: true }));
    expect(passing).toEqual(['start', 'signal', 'online', 'wake', 'retry']);
  });
});
