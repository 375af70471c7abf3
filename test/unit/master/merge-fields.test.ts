import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conflictRules } from '../../../src/shared/protocol/conflict.ts';
import { mergeFields, type MergeQuestion } from '../../../src/master/judge/merge-fields.ts';
import { Customer } from '../../../src/models/customer.ts';

const names = ['name', 'email', 'phone', 'address', 'notes'] as const;
const at = '2026-11-23T08:00:00.000Z';
const later = '2026-11-23T09:00:00.000Z';
const values = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom('a', 'b', 'c', null)])));
const stamps = fc.record(
  Object.fromEntries(
    names.map((name) => [
      name,
      fc.record({
        version: fc.integer({ min: 1, max: 5 }),
        rank: fc.constantFrom('', '1', '2', '3'),
        by: fc.constantFrom('A', 'B', null),
      }),
    ]),
  ),
);

const questions = fc
  .record({
    held: values,
    sent: values,
    fields: fc.subarray([...names]),
    base: fc.integer({ min: 0, max: 5 }),
    rank: fc.constantFrom('', '1', '2', '3'),
    rule: fc.constantFrom(...conflictRules),
    author: fc.constantFrom('A', null),
    stamps,
  })
  .map(({ held, sent, fields, base, rank, rule, author, stamps: marks }): MergeQuestion => ({
    model: { ...Customer, conflict: rule },
    known: {
      record: { id: 'x', ...held, created_at: at, updated_at: at },
      deleted: false,
      version: 5,
      fieldVersions: Object.fromEntries(
        Object.entries(marks).map(([name, mark]) => [name, [mark.version, mark.rank, mark.by, mark.by] as const]),
      ),
      createdBy: 'A',
      sequence: 1,
    },
    sent: { id: 'x', ...sent, created_at: at, updated_at: later },
    fields,
    base,
    rank,
    author: { branchId: author, now: 0 },
  }));

test('I16 whatever meets whatever: no value of either side is lost, and none is in conflict without a reason', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const { known, sent, fields, base, author, model, rank } = question;
      const { record, changed, conflicts } = mergeFields(question);
      for (const name of names) {
        const [held, arrived] = [known.record[name], sent[name]];
        const [version = 0, heldRank = '', by = null] = known.fieldVersions[name] ?? [];
        const unseen = version > base && by !== author.branchId;
        const conflict = conflicts[name];
        if (!fields.includes(name) || held === arrived) {
          expect([record[name], conflict, changed.includes(name)]).toEqual([held, undefined, false]);
          continue;
        }
        // A disagreement is kept exactly where the other's value was never seen.
        expect(conflict !== undefined).toBe(unseen);
        if (conflict) {
          expect([conflict.held, conflict.arrived, conflict.heldBy.branchId]).toEqual([held, arrived, by]);
          expect(record[name]).toBe(conflict.winner === 'arrived' ? arrived : held);
        }
        const wins =
          !unseen ||
          (model.conflict === 'last-write-wins' && rank > heldRank) ||
          (model.conflict === 'master-wins' && author.branchId === null);
        expect([record[name], changed.includes(name)]).toEqual([wins ? arrived : held, wins]);
      }
    }),
    { numRuns: 3000 },
  );
});

test('I17 a change of which nothing stands leaves the record as it was, its time too: a branch that read it would have nothing to send again', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const { record, changed } = mergeFields(question);
      expect(record['updated_at']).toBe(changed.length === 0 ? at : later);
    }),
  );
});
