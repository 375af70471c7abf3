import type { Clock } from '../../shared/clock.ts';
import { MasterError, masterSentences } from './master-error.ts';

const capacity = 600;
const refillMs = 500;

/**
 * A defect of ours must not become an attack on head office: a branch that makes no progress may ask 600 times at once and twice a second from then
 * on. A request that moved something on is paid back, so that a long drain is never held up.
 */
export interface RequestBudget {
  /** @throws MasterError `overloaded`, not sent, with the time after which the next request is allowed */
  spend(): void;
  payBack(): void;
}

export function createRequestBudget(clock: Clock): RequestBudget {
  let left = capacity;
  let countedAt = clock.now();
  const refill = (): void => {
    const now = clock.now();
    // A clock set back refills nothing and is followed from where it stands now.
    const earned = Math.max(0, Math.floor((now - countedAt) / refillMs));
    left = Math.min(capacity, left + earned);
    countedAt = left === capacity || now < countedAt ? now : countedAt + earned * refillMs;
  };
  return {
    spend() {
      refill();
      if (left < 1)
        throw new MasterError('overloaded', masterSentences.budget, {
          certainty: 'not-sent',
          retryAfterMs: refillMs * 20,
        });
      left -= 1;
    },
    payBack() {
      left = Math.min(capacity, left + 1);
    },
  };
}
