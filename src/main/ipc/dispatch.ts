import { describeZodError, SyncLogError, toErrorShape } from '../../shared/errors.ts';
import { ipcContract, isIpcChannel, type IpcChannel, type IpcHandlers } from '../../shared/ipc/contract.ts';
import type { IpcAnswer } from '../../shared/ipc/envelope.ts';
import type { Logger } from '../logger.ts';

/** Takes a call as it came from a screen, checked by nobody yet, and answers it. Never rejects. */
export type Dispatch = (channel: string, input: unknown) => Promise<IpcAnswer>;

/** Checks what goes in and what comes out of every handler by the contract. */
export function createDispatcher(handlers: IpcHandlers, logger: Logger): Dispatch {
  async function answer(channel: string, input: unknown): Promise<unknown> {
    if (!isIpcChannel(channel)) throw new SyncLogError('invalid-input', `SyncLog has no "${channel}" to call.`);
    const contract = ipcContract[channel];
    const parsed = contract.input.safeParse(input ?? {});
    if (!parsed.success) {
      throw new SyncLogError(
        'invalid-input',
        `Nothing was done, because the request is not understood: ${describeZodError(parsed.error)}.`,
      );
    }
    // One handler per channel, each typed by the same schema that has just checked its input.
    const handle = handlers[channel] as (input: unknown) => unknown;
    const value: unknown = await handle(parsed.data);
    return checkOutput(channel, value);
  }

  function checkOutput(channel: IpcChannel, value: unknown): unknown {
    const checked = ipcContract[channel].output.safeParse(value);
    if (checked.success) return checked.data;
    throw new Error(`${channel} answered something else than it promised: ${describeZodError(checked.error)}`);
  }

  return async (channel, input) => {
    try {
      return { ok: true, value: await answer(channel, input) };
    } catch (error) {
      if (!(error instanceof SyncLogError)) {
        logger.error('A call failed by a defect', {
          channel,
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
      return { ok: false, error: toErrorShape(error) };
    }
  };
}
