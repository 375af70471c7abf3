import { openMaster } from '../../src/master/open-master.ts';
import { call } from './call.ts';
import { expect, test as base } from './shell-test.ts';
import type { ShellApp } from '../support/electron/open-shell-app.ts';

export interface Office {
  readonly url: string;
  /** A code for the one branch of this test, which may have been connected before. */
  enroll(): Promise<string>;
  revokeAll(): Promise<void>;
}

/** A head office of this test, in memory of nobody else. */
export const test = base.extend<{ office: Office }>({
  office: async ({ context }, give, testInfo) => {
    expect(context).toBeDefined();
    const master = await openMaster({ db: testInfo.outputPath('master.sqlite') });
    const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
    const ids: string[] = [];
    await give({
      url,
      async enroll() {
        const { branchId, code } = await master.enroll('Till A');
        ids.push(branchId);
        return code;
      },
      async revokeAll() {
        for (const id of ids) await master.revoke(id);
      },
    });
    await master.close();
  },
});

export async function connect(app: ShellApp, office: Office): Promise<void> {
  const page = await app.page();
  const enrolled = await call(page, 'branch.enroll', { masterUrl: office.url, code: await office.enroll() });
  expect(enrolled).toMatchObject({ ok: true });
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/head office at/);
}

export { expect } from './shell-test.ts';
