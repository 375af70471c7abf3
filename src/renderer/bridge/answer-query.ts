import { queryOptions } from '@tanstack/react-query';
import type { IpcChannel, IpcInput, IpcOutput, SyncLogBridge } from '../../shared/ipc/contract.ts';
import type { CallError } from './call-error.ts';
import { callBridge } from './call-bridge.ts';
import { topicOf } from './topics.ts';

/** How the answer to a call is kept: who asks the same question gets the same answer. @param once not asked again by events */
export function answerQuery<C extends IpcChannel>(bridge: SyncLogBridge, channel: C, input: IpcInput<C>, once = false) {
  return queryOptions<IpcOutput<C>, CallError>({
    queryKey: [once ? 'once' : topicOf(channel), channel, input],
    queryFn: () => callBridge(bridge, channel, input),
  });
}
