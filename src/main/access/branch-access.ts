import { isoTime, type Clock } from '../../shared/clock.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { AccessState } from '../../shared/ipc/access.ts';
import type { Timers } from '../timers.ts';
import type { AccessContent, AccessFile } from './access-file.ts';
import { lockOutMs, triesBeforeLockOut } from './lock-out.ts';
import { hashPin, isPin } from './pin-hash.ts';

/** Whether what the branch PIN protects is open. */
export interface BranchAccess {
  state(): AccessState;
  isOpen(): boolean;
  /** Somebody works with what is protected: the lock waits. */
  touch(): void;
  /** @throws SyncLogError `wrong-pin`, `locked-out` */
  unlock(pin: string): Promise<AccessState>;
  lock(): AccessState;
  /** @throws SyncLogError as `unlock` for the current PIN */
  setPin(current: string | null, pin: string | null): Promise<AccessState>;
  stop(): void;
}

export interface BranchAccessParts {
  readonly file: AccessFile;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Minutes without use after which it locks itself. */
  readonly lockAfterMinutes: () => number;
  readonly changed: () => void;
}

export function createBranchAccess({
  file,
  clock,
  timers,
  lockAfterMinutes,
  changed,
}: BranchAccessParts): BranchAccess {
  let unlocked = false;
  let locksAt = 0;
  let timer: { cancel(): void } | null = null;
  /** One try at a time: many at once would all be counted as the first. */
  let trying: Promise<unknown> = Promise.resolve();

  function lockedOutUntil({ failures, lockedOutUntil: until }: AccessContent): number | null {
    if (until === null) return null;
    // A clock that was set back must not keep people out for years.
    const bounded = Math.min(until, clock.now() + lockOutMs(failures));
    return bounded > clock.now() ? bounded : null;
  }

  function state(): AccessState {
    const content = file.read();
    const pinSet = content.pin !== null;
    const until = lockedOutUntil(content);
    return {
      pinSet,
      unlocked: !pinSet || unlocked,
      locksAt: pinSet && unlocked ? isoTime(locksAt) : null,
      lockedOutUntil: until === null ? null : isoTime(until),
    };
  }

  function arm(): void {
    locksAt = clock.now() + lockAfterMinutes() * 60_000;
    timer?.cancel();
    timer = timers.after(locksAt - clock.now(), lock);
  }

  function lock(): AccessState {
    timer?.cancel();
    timer = null;
    unlocked = false;
    changed();
    return state();
  }

  async function check(pin: string): Promise<void> {
    const content = file.read();
    if (content.pin === null) return;
    const until = lockedOutUntil(content);
    if (until !== null) {
      const what = `Too many wrong PINs. The next one is taken at ${isoTime(until)}`;
      throw new SyncLogError('locked-out', `${what}; records and sales go on as always.`, { field: 'pin' });
    }
    if (await isPin(pin, content.pin)) {
      if (content.failures > 0) file.write({ ...content, failures: 0, lockedOutUntil: null });
      return;
    }
    const failures = content.failures + 1;
    const wait = lockOutMs(failures);
    file.write({ ...content, failures, lockedOutUntil: wait > 0 ? clock.now() + wait : null });
    changed();
    const left = triesBeforeLockOut - failures;
    const then = left > 0 ? `${left} more ${left === 1 ? 'try' : 'tries'} before a pause` : 'Wait before the next try';
    throw new SyncLogError('wrong-pin', `That is not the branch PIN. ${then}.`, { field: 'pin' });
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = trying.then(work);
    // The next try waits for this one, however it ends; who asked for it hears of the failure.
    trying = result.catch(() => undefined);
    return result;
  };

  return {
    state,
    isOpen: () => unlocked || file.read().pin === null,
    touch() {
      if (unlocked) arm();
    },
    unlock: (pin) =>
      inTurn(async () => {
        await check(pin);
        unlocked = true;
        arm();
        changed();
        return state();
      }),
    lock,
    setPin: (current, pin) =>
      inTurn(async () => {
        await check(current ?? '');
        file.write({ pin: pin === null ? null : await hashPin(pin), failures: 0, lockedOutUntil: null });
        unlocked = pin !== null;
        if (unlocked) arm();
        changed();
        return state();
      }),
    stop: () => timer?.cancel(),
  };
}
