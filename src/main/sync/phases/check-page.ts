import type { PullAnswer } from '../../../shared/protocol/pull.ts';
import { MasterError, masterSentences } from '../../master-client/master-error.ts';

/**
 * A page must lead on from the cursor, in order, or the feed cannot be followed without missing something (I12).
 * @throws MasterError `epoch-changed` when the master is another one than the cursor belongs to (I17); `malformed-answer`
 */
export function checkPage(page: PullAnswer, after: number, epoch: string): void {
  if (page.epoch !== epoch || page.head < after) {
    throw new MasterError('epoch-changed', masterSentences.epochChanged, { certainty: 'answered' });
  }
  let last = after;
  for (const { sequence } of page.changes) {
    if (sequence <= last) throw malformed(`sequence ${sequence} after ${last}`);
    last = sequence;
  }
  if (page.next < last) throw malformed(`the page goes on at ${page.next}, before its last entry ${last}`);
  if (page.hasMore && page.next <= after) throw malformed('the page leads nowhere');
}

function malformed(reason: string): MasterError {
  return new MasterError('malformed-answer', masterSentences.malformed, {
    certainty: 'in-doubt',
    cause: new Error(reason),
  });
}
