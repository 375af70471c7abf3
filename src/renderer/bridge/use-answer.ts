import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { IpcChannel, IpcInput, IpcOutput } from '../../shared/ipc/contract.ts';
import { answerQuery } from './answer-query.ts';
import { useBridge } from './bridge-context.tsx';
import type { CallError } from './call-error.ts';

export interface AnswerOptions {
  /** Default: true. */
  readonly enabled?: boolean;
  /** Shows the answer to the former question until the new one is there. Default: false. */
  readonly keepPrevious?: boolean;
  /** Is not asked again by events, only by a person. Default: false. */
  readonly once?: boolean;
}

/** The answer to a call, kept up to date by the events. */
export function useAnswer<C extends IpcChannel>(
  channel: C,
  input: IpcInput<C>,
  { enabled = true, keepPrevious = false, once = false }: AnswerOptions = {},
): UseQueryResult<IpcOutput<C>, CallError> {
  const bridge = useBridge();
  return useQuery<IpcOutput<C>, CallError>({
    ...answerQuery(bridge, channel, input, once),
    enabled,
    // The library's function is typed for plain data; here the data's type depends on the channel.
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
