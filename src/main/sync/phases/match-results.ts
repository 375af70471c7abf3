import type { ChangeResult, PushAnswer } from '../../../shared/protocol/push.ts';
import { MasterError, masterSentences } from '../../master-client/master-error.ts';
import type { Settlement } from '../sync-store.ts';
import type { BatchItem } from './groups.ts';

/**
 * What the master's answer means for each log. The answer must hold exactly one result per change, in the order of the request: an answer that is partial or
 * about other changes proves nothing about any of them.
 * @throws MasterError `malformed-answer`, in doubt; `epoch-changed`, in doubt
 */
export function matchResults(items: readonly BatchItem[], answer: PushAnswer, epoch: string): Settlement[] {
  if (answer.epoch !== epoch)
    throw new MasterError('epoch-changed', masterSentences.epochChanged, { certainty: 'in-doubt' });
  if (answer.results.length !== items.length)
    throw malformed(`${answer.results.length} results for ${items.length} changes`);
  return items.map((item, index) => {
    const result = answer.results[index];
    if (!result || result.changeId !== item.change.changeId) throw malformed(`result ${index} is about another change`);
    return toSettlement(item.logId, result);
  });
}

function toSettlement(logId: number, result: ChangeResult): Settlement {
  if (result.status === 'rejected') {
    if (!result.error) throw malformed('a refusal without a reason');
    return { logId, accepted: false, ...result.error };
  }
  const { sequence, version, confirmedAt } = result;
  if (sequence === undefined || version === undefined || confirmedAt === undefined)
    throw malformed('an acceptance without a receipt');
  return {
    logId,
    accepted: true,
    status: result.status,
    receipt: { sequence, version, confirmed_at: confirmedAt },
    altered: result.altered,
  };
}

function malformed(reason: string): MasterError {
  return new MasterError('malformed-answer', masterSentences.malformed, {
    certainty: 'in-doubt',
    cause: new Error(reason),
  });
}
