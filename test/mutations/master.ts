import type { Mutation } from './mutation.ts';

const judgement = ['test/integration/master/judgement.test.ts'] as const;

/** Head office: judgement, receipts, feed. */
export const masterMutations: readonly Mutation[] = [
  {
    invariant: 'I5',
    breaks: 'a refusal takes everything of its request with it',
    file: 'src/master/judge/judge-push.ts',
    find: 'if (open && change.transactionId !== null && open[0]?.transactionId === change.transactionId) open.push(change);',
    replace: 'if (open) open.push(change);',
    caughtBy: judgement,
  },
  {
    invariant: 'I7',
    breaks: 'a change that arrives again is judged again',
    file: 'src/master/judge/judge-push.ts',
    find: 'question.receipts.get(changeId) ?? receipts.get(changeId)',
    replace: 'receipts.get(changeId)',
    caughtBy: judgement,
  },
  {
    invariant: 'I10',
    breaks: 'what was decided for a refused group stays',
    file: 'src/master/judge/judge-push.ts',
    find: 'group.length > 1 ? createOverlay(accepted, models) : accepted',
    replace: 'accepted',
    caughtBy: { seeds: 60 },
  },
  {
    invariant: 'I10',
    breaks: 'a page ends inside a group',
    file: 'src/master/store/read-feed.ts',
    find: 'if (rows.length === limit) rows.push(',
    replace: 'if (limit < 0) rows.push(',
    caughtBy: judgement,
  },
  {
    invariant: 'I12',
    breaks: 'a page reaches further than what is in it',
    file: 'src/master/store/read-feed.ts',
    find: 'const next = rows.length < limit || last === undefined ? Math.max(head, after) : last;\n  return { entries: rows.map(toJson), next, hasMore: next < head, head, remaining: undefined };',
    replace:
      'const next = Math.max(head, after);\n  return { entries: rows.map(toJson), next, hasMore: next < head, head, remaining: undefined };',
    caughtBy: { seeds: 60 },
  },
  {
    invariant: 'I13',
    breaks: 'a branch gets its own changes back',
    file: 'src/master/store/read-feed.ts',
    find: '(branch_id is null or branch_id <> ? or altered)',
    replace: '(branch_id is null or branch_id <> ? or altered in (0, 1))',
    caughtBy: judgement,
  },
  {
    invariant: 'I13',
    breaks: 'a branch never learns what became of its change',
    file: 'src/master/store/read-feed.ts',
    find: '(branch_id is null or branch_id <> ? or altered)',
    replace: '(branch_id is null or branch_id <> ?)',
    caughtBy: judgement,
  },
  {
    invariant: 'I15',
    breaks: 'a reference to nothing is taken',
    file: 'src/master/judge/check-record.ts',
    find: 'if ((target && !target.deleted) || (definition.model',
    replace: 'if (target || !target || (definition.model',
    caughtBy: judgement,
  },
  {
    invariant: 'I16',
    breaks: 'a clock in the future wins',
    file: 'src/master/judge/rank-time.ts',
    find: 'time.wall <= now + clockToleranceMs',
    replace: 'time.wall > 0',
    caughtBy: judgement,
  },
  {
    invariant: 'I16',
    breaks: 'an edit is lost with the record that another has deleted',
    file: 'src/master/judge/judge-delete.ts',
    find: 'if (!known || known.deleted) return false;',
    replace: 'if (known) return false;',
    caughtBy: judgement,
  },
];
