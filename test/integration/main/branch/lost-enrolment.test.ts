import { expect, onTestFinished, test } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { expectEqual, openHeadOffice, save, sync } from '../../../support/shops.ts';
import { openLine } from '../../../../scripts/demo/line.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Everything is carried out by head office; of enrolments the answer is lost as long as `losing`. */
const line = { losing: false };
const losingFetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const response = await fetch(request);
  if (!line.losing || !request.url.endsWith('/v1/enroll')) return response;
  await response.arrayBuffer();
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' }),
  });
};

async function open(dataDir: string) {
  const branch = await openBranch({ dataDir, host: 'cli', fetch: losingFetch });
  onTestFinished(() => branch.close());
  return branch;
}

test('a branch whose answer to its code was lost connects with the same code, also after a restart', async () => {
  const office = await openHeadOffice();
  const dataDir = tempFolder();
  const { code } = await office.master.enroll('Harbour');
  const enrol = { masterUrl: office.url, code };
  const first = await open(dataDir);
  line.losing = true;
  await expect(first.handlers['branch.enroll'](enrol)).rejects.toMatchObject({ code: 'unreachable' });
  await first.close();
  const second = await open(dataDir);
  await expect(second.handlers['branch.enroll'](enrol)).rejects.toMatchObject({ code: 'unreachable' });
  line.losing = false;
  await second.handlers['branch.enroll'](enrol);
  const shop = { branch: second, dataDir, line: await openLine(office.url) };
  onTestFinished(() => shop.line.close());
  await save(shop, 'Category', { name: 'Tea' });
  expect(await sync(shop)).toMatchObject({ outcome: 'done', pushed: 1 });

  // Once more, as a branch that has lost its credentials and comes back as an installation of its own.
  const again = { ...enrol, code: (await office.master.enroll('Harbour')).code };
  line.losing = true;
  await expect(second.handlers['branch.enroll'](again)).rejects.toMatchObject({ code: 'unreachable' });
  await second.close();
  const third = await open(dataDir);
  line.losing = false;
  await third.handlers['branch.enroll'](again);
  const back = { ...shop, branch: third };
  await save(back, 'Category', { name: 'Coffee' });
  expect(await sync(back)).toMatchObject({ outcome: 'done', pushed: 1 });
  await expectEqual(back);
});

test('of two enrolments at once with one code the branch keeps the token that head office knows', async () => {
  const office = await openHeadOffice();
  const branch = await open(tempFolder());
  const { code } = await office.master.enroll('Harbour');
  const enrol = { masterUrl: office.url, code };
  const both = await Promise.allSettled([
    branch.handlers['branch.enroll'](enrol),
    branch.handlers['branch.enroll'](enrol),
  ]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await branch.handlers['sync.now']({})).toMatchObject({ outcome: 'done' });
});
