import type { IpcChannel, IpcInput, IpcOutput, SyncLogBridge } from '../../../src/shared/ipc/contract.ts';
import type { ChangedEvent, IpcAnswer } from '../../../src/shared/ipc/envelope.ts';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';

/** What stands in for the branch's handlers: a CallError that one throws is answered as a refusal. */
export type Answers = {
  [C in IpcChannel]?: (input: IpcInput<C>) => IpcOutput<C> | Promise<IpcOutput<C>>;
};

export interface FakeBridge extends SyncLogBridge {
  /** The inputs of every call of a channel so far. */
  asked<C extends IpcChannel>(channel: C): IpcInput<C>[];
  tell(event: ChangedEvent): void;
}

/** @param answers looked up at each call, so that a test can change them */
export function createFakeBridge(answers: Answers): FakeBridge {
  const calls: { readonly channel: IpcChannel; readonly input: unknown }[] = [];
  const listeners = new Set<(event: ChangedEvent) => void>();
  return {
    async call<C extends IpcChannel>(channel: C, input: IpcInput<C>): Promise<IpcAnswer<IpcOutput<C>>> {
      calls.push({ channel, input });
      const answer: Answers[C] = answers[channel];
      if (!answer) return { ok: false, error: { code: 'internal', message: `${channel} has no answer in this test` } };
      try {
        return { ok: true, value: await answer(input) };
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        const { code, message, field } = error;
        return { ok: false, error: field === undefined ? { code, message } : { code, message, field } };
      }
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    asked: <C extends IpcChannel>(channel: C) =>
      // Calls of a channel were made with its input.
      calls.filter((call) => call.channel === channel).map(({ input }) => input as IpcInput<C>),
    tell(event) {
      for (const listener of listeners) listener(event);
    },
  };
}
