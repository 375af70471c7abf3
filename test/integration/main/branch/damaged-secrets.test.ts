import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { writePrivateFile } from '../../../../src/main/branch/private-file.ts';
import { expectEqual, find, openHeadOffice, openShop, save, sync } from '../../../support/shops.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test.each([
  ['cut in half', (text: string) => text.slice(0, text.length / 2)],
  ['emptied by a power cut', () => ''],
  ['filled with zeros', (text: string) => '\0'.repeat(text.length)],
])(
  'a branch whose credentials were %s opens, says it, and is connected again with nothing lost',
  async (_how, harm) => {
    const office = await openHeadOffice();
    const shop = await openShop(office, 'Harbour');
    await save(shop, 'Customer', { name: 'Ann', email: 'ann@example.org' });
    await sync(shop);
    const waiting = await save(shop, 'Customer', { name: 'Bob', email: 'bob@example.org' });
    await shop.branch.close();
    const file = join(shop.dataDir, 'secrets.json');
    const harmed = harm(readFileSync(file, 'utf8'));
    writeFileSync(file, harmed);

    const branch = await openBranch({ dataDir: shop.dataDir, host: 'cli' });
    onTestFinished(() => branch.close());
    const again = { ...shop, branch };
    expect((await branch.handlers['app.info']({})).warnings).toContainEqual({
      key: 'warnings.secretsDamaged',
      params: { file },
    });
    expect(await find(again, 'Customer', waiting)).toMatchObject({ name: 'Bob' });
    expect(await sync(again)).toMatchObject({ outcome: 'failed', error: { code: 'unauthorized' } });
    const { code } = await office.master.enroll('Harbour');
    await branch.handlers['branch.enroll']({ masterUrl: shop.line.url, code });
    expect(await sync(again)).toMatchObject({ outcome: 'done' });
    await expectEqual(again);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(harmed);
    expect(statSync(`${file}.damaged`).mode & 0o077).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ logKey: expect.any(String) });
  },
);

test('where the disk takes only a part of a private file, the old one stays and it is said', async () => {
  const file = join(tempFolder(), 'secrets.json');
  writePrivateFile(file, '{"old":"whole"}');
  const module = join(import.meta.dirname, '../../../../src/main/branch/private-file.ts');
  const script = `import { writePrivateFile } from ${JSON.stringify(module)}; writePrivateFile(${JSON.stringify(file)}, 'x'.repeat(5000));`;
  // A limit for the size of files makes the system take the first part of a write only, as a disk that fills up does.
  const limited = promisify(execFile)('bash', [
    '-c',
    'ulimit -f 1; exec "$0" --input-type=module -e "$1"',
    process.execPath,
    script,
  ]);
  await expect(limited).rejects.toMatchObject({ stderr: expect.stringContaining('data-folder-unusable') });
  expect(readFileSync(file, 'utf8')).toBe('{"old":"whole"}');
});
