import type { Page } from '@playwright/test';
import type { IpcChannel, IpcInput } from '../../src/shared/ipc/contract.ts';
import { ipcAnswerSchema } from '../../src/shared/ipc/envelope.ts';

/** Calls a channel as the screens do: through the preload's bridge on the page. */
export async function call<C extends IpcChannel>(page: Page, channel: C, input: IpcInput<C>) {
  const answer = await page.evaluate(
    async ([name, given]) => {
      const bridge = Reflect.get(window, 'synclog') as { call(channel: string, input: unknown): Promise<unknown> };
      return await bridge.call(name, given);
    },
    [channel, input] as const,
  );
  return ipcAnswerSchema.parse(answer);
}
