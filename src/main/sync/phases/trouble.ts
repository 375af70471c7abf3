import type { MasterError } from '../../master-client/master-error.ts';

/**
 * What to do about a batch that failed as a whole. `stop`: the way is closed, try again later. `wait`: the master asks for patience. `shrink`: it is too large for
 * the master or for what stands before it. `suspect`: the line or the master fails at this batch; perhaps at one change in it.
 */
export type Remedy = 'stop' | 'wait' | 'shrink' | 'suspect';

/** Longer than this a run does not wait for a master that asks for patience: it ends, and another one starts then. */
const longestWaitInRun = 30_000;

export function remedyFor(error: MasterError): Remedy {
  // Nothing reached the master: the next batch would not either.
  if (error.certainty === 'not-sent') return 'stop';
  switch (error.code) {
    case 'too-large':
      return 'shrink';
    case 'overloaded':
      return (error.retryAfterMs ?? 0) <= longestWaitInRun ? 'wait' : 'stop';
    case 'no-network':
    case 'not-our-master':
    case 'unauthorized':
    case 'upgrade-required':
    case 'epoch-changed':
    case 'branch-rewound':
    case 'clone-detected':
    case 'cancelled':
      return 'stop';
    default:
      // A master that names the time of its return is down on purpose; no change in the batch is to blame.
      return error.retryAfterMs === undefined ? 'suspect' : 'stop';
  }
}
