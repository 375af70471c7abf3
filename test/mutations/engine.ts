import type { Mutation } from './mutation.ts';

const sync = (name: string): string => `test/integration/main/sync/${name}.test.ts`;

/** The branch's engine: phases, retries, schedules. */
export const engineMutations: readonly Mutation[] = [
  {
    invariant: 'I5',
    breaks: 'a batch with a poison record is not taken apart',
    file: 'src/main/sync/phases/recover-batch.ts',
    find: "if (remedy === 'stop') return stopWith(error);",
    replace: "if (remedy === 'stop' || remedy === 'suspect') return stopWith(error);",
    caughtBy: [sync('push')],
  },
  {
    invariant: 'I6',
    breaks: 'a branch whose credentials are lost goes on asking',
    file: 'src/main/sync/admission.ts',
    find: "return ['unauthorized', 'branch-rewound', 'clone-detected']",
    replace: "return ['branch-rewound', 'clone-detected']",
    caughtBy: [sync('engine')],
  },
  {
    invariant: 'I6',
    breaks: 'a failed run comes back at once, again and again',
    file: 'src/main/sync/backoff.ts',
    find: 'leastMs * 2 ** Math.min(failures, 30)',
    replace: 'leastMs',
    caughtBy: [sync('engine'), 'test/unit/main/sync/backoff.test.ts'],
  },
  {
    invariant: 'I7',
    breaks: 'a request without an answer counts as never sent',
    file: 'src/main/sync/phases/recover-batch.ts',
    find: "if (error.certainty === 'in-doubt') for",
    replace: "if (error.certainty === 'not-sent') for",
    caughtBy: [sync('push'), sync('engine')],
  },
  {
    invariant: 'I7',
    breaks: 'a partial answer is believed',
    file: 'src/main/sync/phases/match-results.ts',
    find: 'if (!result || result.changeId !== item.change.changeId)',
    replace: 'if (!result)',
    caughtBy: [sync('push')],
  },
  {
    invariant: 'I8',
    breaks: 'what is asked for during a run is forgotten',
    file: 'src/main/sync/run-queue.ts',
    find: 'for (let next = queued; next; next = queued) {',
    replace: 'for (let next = queued; next; next = null) {',
    caughtBy: [sync('engine')],
  },
  {
    invariant: 'I8',
    breaks: 'the watchdog sleeps',
    file: 'src/main/sync/autopilot.ts',
    find: "request('watchdog');",
    replace: '',
    caughtBy: [sync('engine')],
  },
  {
    invariant: 'I8',
    breaks: 'a retry waits for a time that a clock in the future has set',
    file: 'src/main/sync/runner.ts',
    find: 'planAt(Math.min(retryAt, clock.now() + longestDelayMs))',
    replace: 'planAt(retryAt)',
    caughtBy: [sync('engine')],
  },
  {
    invariant: 'I12',
    breaks: 'a page that goes backwards is believed',
    file: 'src/main/sync/phases/check-page.ts',
    find: 'if (sequence <= last) throw',
    replace: 'if (sequence < 0) throw',
    caughtBy: [sync('pull')],
  },
  {
    invariant: 'I8',
    breaks: 'a store that fails under other work ends the process',
    file: 'src/main/sync/phases/push.ts',
    find: 'answer.catch(() => undefined);',
    replace: '',
    caughtBy: [sync('push')],
  },
];
