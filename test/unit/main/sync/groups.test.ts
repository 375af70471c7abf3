import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halve, logIdsOf, splitGroups, type BatchItem } from '../../../../src/main/sync/phases/groups.ts';
import { newId } from '../../../../src/shared/ids.ts';

/** Groups of these sizes; a single change has no transaction. */
function itemsOf(sizes: readonly number[]): BatchItem[] {
  let logId = 0;
  return sizes.flatMap((size) => {
    const transactionId = size > 1 ? newId() : null;
    return Array.from({ length: size }, () => {
      logId += 1;
      const change = {
        changeId: newId(),
        transactionId,
        modelName: 'Product',
        modelId: newId(),
        action: 'update' as const,
        changedFields: null,
        data: {},
        baseVersion: null,
        payloadVersion: 1,
        hlc: '',
        recordedAt: '',
      };
      return { logId, change };
    });
  });
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 60 });

test('I10 groups are found whole and in order', () => {
  fc.assert(
    fc.property(sizes, (wanted) => {
      const items = itemsOf(wanted);
      const groups = splitGroups(items);
      expect(groups.map((group) => group.length)).toEqual(wanted);
      expect(logIdsOf(groups)).toEqual(items.map((item) => item.logId));
    }),
  );
});

test('I5 I10 halving loses nothing, keeps the order, splits no group and always gets smaller', () => {
  fc.assert(
    fc.property(sizes, (wanted) => {
      const groups = splitGroups(itemsOf(wanted));
      const [first, second] = halve(groups);
      expect([...first, ...second]).toEqual(groups);
      expect(first.length).toBeGreaterThan(0);
      expect(second.length).toBeGreaterThan(0);
    }),
  );
});

test('I5 any one group is found within as many halvings as its batch has doublings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.nat(), (count, seed) => {
      let groups = splitGroups(itemsOf(Array.from({ length: count }, () => 1)));
      const poison = groups[seed % count];
      let halvings = 0;
      while (groups.length > 1) {
        const [first, second] = halve(groups);
        groups = poison && first.includes(poison) ? first : second;
        halvings += 1;
      }
      expect(groups).toEqual([poison]);
      expect(halvings).toBeLessThanOrEqual(Math.ceil(Math.log2(count)) + 1);
    }),
  );
});
