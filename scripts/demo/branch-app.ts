import { z } from 'zod';
import { ipcContract, type IpcChannel, type IpcInput, type IpcOutput } from '../../src/shared/ipc/contract.ts';
import { ipcAnswerSchema } from '../../src/shared/ipc/envelope.ts';

export const branchAnswerSchema = z.object({ url: z.url(), token: z.string(), pid: z.number() });

/** A branch's app, used as its screens use it. */
export interface BranchApp {
  call<C extends IpcChannel>(channel: C, input: IpcInput<C>): Promise<IpcOutput<C>>;
}

export function branchApp({ url, token }: Pick<z.output<typeof branchAnswerSchema>, 'url' | 'token'>): BranchApp {
  return {
    async call<C extends IpcChannel>(channel: C, input: IpcInput<C>): Promise<IpcOutput<C>> {
      const response = await fetch(new URL(`/ipc/${channel}`, url), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = ipcAnswerSchema.parse(await response.json());
      if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`);
      // The schema of this very channel has checked it.
      return ipcContract[channel].output.parse(answer.value) as IpcOutput<C>;
    },
  };
}
