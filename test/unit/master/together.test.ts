import { expect, test } from 'vitest';
import type { GroupRefused } from '../../../src/master/judge/judge-groups.ts';
import { createTogether } from '../../../src/master/judge/together.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Change } from '../../../src/shared/protocol/common.ts';

function rename(modelId: string, transactionId: string | null = null): Change {
  return {
    changeId: newId(),
    transactionId,
    modelName: 'Category',
    modelId,
    action: 'update',
    changedFields: ['name'],
    baseVersion: 1,
    payloadVersion: 1,
    hlc: '2026-11-23T08:00:00.000Z-0000-x',
    recordedAt: '2026-11-23T08:00:00.000Z',
    data: { id: modelId },
  };
}

test('many that wait in vain for records of one large group cost no judgement of it for each of them', () => {
  const records = Array.from({ length: 300 }, () => newId());
  const large = records.map((id) => rename(id, 'large'));
  const waiting = records.map((holder) => ({ change: rename(newId()), holder }));
  const groups = [...waiting.map(({ change }) => [change]), large];
  const holderOf = new Map(waiting.map(({ change, holder }) => [change, holder]));
  let judged = 0;
  const refusalOf = (some: readonly (readonly Change[])[]): GroupRefused | undefined => {
    judged += some.flat().length;
    const culprit = some.flat().find((change) => holderOf.has(change));
    return culprit && { culprit, holder: holderOf.get(culprit), error: { code: 'duplicate-value', message: 'taken' } };
  };
  const together = createTogether(groups, {
    judge: (some) => refusalOf(some) ?? some.map((group) => ({ accepted: group.map(() => 'duplicate' as const) })),
    probe: (group) => refusalOf([group]) ?? 'accepted',
  });
  const verdicts = groups.map((_, at) => [...together.judge(at).values()]);
  expect(verdicts.flat().filter((verdict) => 'culprit' in verdict)).toHaveLength(300);
  expect(judged).toBeLessThan(25 * groups.flat().length);
});
