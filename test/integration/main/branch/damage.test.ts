import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { call } from '../../../../src/cli/with-branch.ts';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const products = Array.from({ length: 2000 }, (_none, number) => ({
  sku: `SKU-${number}`,
  name: `Product ${number}`,
  price_cents: number,
}));

it('what is damaged under the open app is named when it is read, in the words for a damaged file', async () => {
  const dataDir = tempFolder();
  const before = await openBranch({ dataDir, host: 'cli' });
  await before.records.saveMany('Product', products);
  await before.close();
  const branch = await openBranch({ dataDir, host: 'cli' });
  onTestFinished(() => branch.close());
  const file = join(dataDir, 'branch.sqlite');
  const content = readFileSync(file);
  writeFileSync(file, content.fill(0xa5, Math.floor(content.length / 8)));
  const listing = call(branch, 'records.list', { model: 'Product', limit: 1000 });
  await expect(listing).rejects.toMatchObject({ code: 'database-corrupt', message: expect.stringMatching(/backups/) });
});
