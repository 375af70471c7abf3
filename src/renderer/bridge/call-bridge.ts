import type { IpcChannel, IpcInput, IpcOutput, SyncLogBridge } from '../../shared/ipc/contract.ts';
import { CallError } from './call-error.ts';

/** @throws CallError what the other side refused, or that it cannot be reached */
export async function callBridge<C extends IpcChannel>(
  bridge: SyncLogBridge,
  channel: C,
  input: IpcInput<C>,
): Promise<IpcOutput<C>> {
  const answer = await bridge.call(channel, input).catch((error: unknown) => {
    // A bridge does not reject for a refusal, so nobody is there to answer.
    throw new CallError({ code: 'internal', message: error instanceof Error ? error.message : String(error) });
  });
  if (!answer.ok) throw new CallError(answer.error);
  return answer.value;
}
