import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBranch } from '../../../../src/main/branch/open-branch.ts';
import { checkDatabase } from '../../../../src/main/store/check-database.ts';
import { openStore } from '../../../../src/main/store/open-store.ts';
import { createTestClock } from '../../../support/open-test-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function openShop() {
  const dataDir = tempFolder();
  const clock = createTestClock();
  const branch = await openBranch({ dataDir, host: 'browser', clock });
  onTestFinished(() => branch.close());
  const save = (name: string) => branch.handlers['records.save']({ model: 'Category', data: { name } });
  return {
    dataDir,
    folder: join(dataDir, 'backups'),
    clock,
    branch,
    save,
    make: () => branch.handlers['backup.make']({}),
  };
}

/** What a store that is opened on the copy holds. */
async function namesIn(file: string): Promise<string[]> {
  const dataDir = tempFolder();
  copyFileSync(file, join(dataDir, 'branch.sqlite'));
  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  return store
    .repository('Category')
    .list({ orderBy: 'name', limit: 100 })
    .map((record) => String(record['name']));
}

test('a copy is whole, private, and holds what was saved while it was made', async () => {
  const { make, save, folder, branch } = await openShop();
  await branch.records.saveMany(
    'Customer',
    Array.from({ length: 3000 }, (_none, index) => ({ name: `Person ${index}`, phone: `+49 170 ${index}` })),
  );
  await save('Before');
  const [copy] = await Promise.all([make(), save('Meanwhile')]);
  expect(await checkDatabase(copy.file)).toEqual([]);
  expect(statSync(copy.file).mode & 0o077).toBe(0);
  expect(copy.bytes).toBe(statSync(copy.file).size);
  expect(readdirSync(folder), 'nothing else is left').toEqual([basename(copy.file)]);
  expect(await namesIn(copy.file)).toEqual(['Before', 'Meanwhile']);
  expect(await branch.handlers['backup.newest']({})).toEqual({ copy });
});

test('the newest five copies are kept, and no other file is touched', async () => {
  const { make, clock, folder, branch } = await openShop();
  expect(await branch.handlers['backup.newest']({})).toEqual({ copy: null });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'before-upgrade-2020.sqlite'), '');
  for (let left = 6; left > 0; left -= 1) {
    clock.advance(60_000);
    await make();
  }
  expect(readdirSync(folder).toSorted()).toEqual([
    'before-upgrade-2020.sqlite',
    ...[2, 3, 4, 5, 6].map((minute) => `copy-2026-11-23T08-0${minute}-00-000Z.sqlite`),
  ]);
  expect(await branch.handlers['backup.newest']({})).toMatchObject({ copy: { at: '2026-11-23T08:06:00.000Z' } });
});

test('a folder that cannot be written says so, and leaves nothing', async () => {
  const { make, folder } = await openShop();
  writeFileSync(folder, 'a file where the folder would be');
  await expect(Promise.resolve().then(make)).rejects.toMatchObject({ code: 'data-folder-unusable' });
});
