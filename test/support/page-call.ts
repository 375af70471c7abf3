import type { Page } from '@playwright/test';
import { z } from 'zod';
import { ipcContract, type IpcChannel, type IpcInput, type IpcOutput } from '../../src/shared/ipc/contract.ts';
import { emptyDraft } from '../../src/shared/sale-draft.ts';

/** Has the app of a page in the browser host do something, as its screens would. */
export async function callFromPage<C extends IpcChannel>(
  page: Page,
  channel: C,
  input: IpcInput<C>,
): Promise<IpcOutput<C>> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(path, { method: 'POST', headers, body });
      const read: unknown = await response.json();
      return read;
    },
    [`ipc/${channel}`, JSON.stringify(input)] as const,
  );
  const { value } = z.object({ ok: z.literal(true), value: z.unknown() }).parse(answer);
  // The schema of this very channel has checked it.
  return ipcContract[channel].output.parse(value) as IpcOutput<C>;
}

/** Clears what another page had put into a sale: it is kept, and would be there again. */
export async function beginSale(page: Page): Promise<void> {
  const drafts = await callFromPage(page, 'sales.drafts', {});
  for (const { id } of drafts) await callFromPage(page, 'sales.keepDraft', { draft: emptyDraft(id) });
  if (drafts.length > 0) await page.reload();
}
