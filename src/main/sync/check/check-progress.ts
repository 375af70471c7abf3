import type { IpcOutput } from '../../../shared/ipc/contract.ts';

type State = IpcOutput<'branch.checkProgress'>;

/** What a running comparison or repair has done so far. */
export interface CheckProgress {
  current(): State;
  set(state: State): void;
}

/** @param changed told at every change */
export function createCheckProgress(changed: () => void): CheckProgress {
  let state: State = null;
  return {
    current: () => state,
    set(next) {
      state = next;
      changed();
    },
  };
}
