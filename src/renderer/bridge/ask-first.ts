import type { QueryClient } from '@tanstack/react-query';
import type { IpcChannel, IpcInput, SyncLogBridge } from '../../shared/ipc/contract.ts';
import { answerQuery } from './answer-query.ts';

/** What the shell and the screen at the front door show first. */
const shell = [
  'settings.get',
  'sync.status',
  'records.models',
  'access.state',
] as const satisfies readonly IpcChannel[];

/**
 * Asks for what will be shown first before there is anything to show it, so that the answers are there when it is drawn. An answer that does not come in time, or is a
 * refusal, is asked for again by who shows it.
 */
export function askFirst(bridge: SyncLogBridge, queries: QueryClient): void {
  for (const channel of shell) {
    const nothing: IpcInput<typeof channel> = {};
    void queries.prefetchQuery(answerQuery(bridge, channel, nothing));
  }
}
