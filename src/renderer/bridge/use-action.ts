import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { IpcChannel, IpcInput, IpcOutput } from '../../shared/ipc/contract.ts';
import { useBridge } from './bridge-context.tsx';
import { callBridge } from './call-bridge.ts';
import type { CallError } from './call-error.ts';
import { topicOf } from './topics.ts';

/** A call that changes something. What it changed is asked for again at once, without waiting for the event. */
export function useAction<C extends IpcChannel>(channel: C): UseMutationResult<IpcOutput<C>, CallError, IpcInput<C>> {
  const bridge = useBridge();
  const queries = useQueryClient();
  return useMutation<IpcOutput<C>, CallError, IpcInput<C>>({
    mutationKey: [channel],
    mutationFn: (input) => callBridge(bridge, channel, input),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [topicOf(channel)] });
    },
  });
}
