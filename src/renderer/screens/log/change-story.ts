import type { SyncLogRow } from '../../../shared/sync-log.ts';
import type { TextRef } from '../../../shared/text-ref.ts';
import type { Shape } from '../../components/state-shape.tsx';

/** One step of a change on its way, with its time where that is known. */
export interface StoryStep {
  readonly shape: Shape;
  readonly text: TextRef;
  readonly at: string | null;
}

/** What has happened to a change so far, and what happens next. "Confirmed" only with head office's receipt. */
export function changeStory(log: SyncLogRow): StoryStep[] {
  const step = (shape: Shape, key: string, at: string | null, params: TextRef['params'] = {}): StoryStep => ({
    shape,
    at,
    text: { key: `log.story.${key}`, params },
  });
  const steps = [step('local', `recorded.${log.action}`, log.created_at)];
  if (log.sync_attempts > 0)
    steps.push(step('unconfirmed', 'sent', log.last_sync_attempt, { count: log.sync_attempts }));
  switch (log.sync_status) {
    case 'completed':
      steps.push(
        log.receipt
          ? step('confirmed', 'confirmed', log.receipt.confirmed_at, { sequence: log.receipt.sequence })
          : step('confirmed', 'marked', log.updated_at),
      );
      break;
    case 'failed':
      steps.push(step('attention', cannotBeSent(log) ? 'unsendable' : 'refused', log.updated_at));
      break;
    case 'syncing':
      steps.push(step('waiting', 'sending', null));
      break;
    case 'pending':
      steps.push(step('waiting', nextOf(log), log.next_attempt_at));
      break;
  }
  return steps;
}

/** It failed here: head office has never seen it. */
function cannotBeSent({ error_code }: SyncLogRow): boolean {
  return error_code === 'change-unreadable' || error_code === 'record-vanished';
}

function nextOf(log: SyncLogRow): string {
  if (log.held_by !== null) return 'held';
  if (isSetAside(log)) return 'waitsUntil';
  if (log.in_doubt) return 'inDoubt';
  return log.next_attempt_at === null ? 'waits' : 'waitsUntil';
}

/** Head office failed at it although it stood alone; it is tried again. */
export function isSetAside(log: SyncLogRow): boolean {
  return log.sync_status === 'pending' && log.error_code !== null;
}
