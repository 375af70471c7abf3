import { copyFileSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defineModel } from '../../../../src/models/kit/define-model.ts';
import { text } from '../../../../src/models/kit/fields.ts';
import { createRegistry } from '../../../../src/models/kit/registry.ts';
import { Customer } from '../../../../src/models/customer.ts';
import { openStore } from '../../../../src/main/store/open-store.ts';
import { openSqlite } from '../../../../src/sqlite/open-sqlite.ts';
import { canMount, smallDisk } from '../../../support/disks.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('openStore', () => {
  it('keeps what was saved when it is opened again', async () => {
    const dataDir = tempFolder();
    const first = await openStore({ dataDir });
    await first.write((trx) => first.repository('Customer').save(trx, { name: 'Ann' }));
    const { installationId } = first;
    first.close();
    const second = await openTestStore({ dataDir });
    expect(second.repository('Customer').list()).toMatchObject([{ name: 'Ann' }]);
    expect(second.installationId).toBe(installationId);
  });

  it('says that the file is damaged where a table of the sync is not as it was made', async () => {
    const dataDir = tempFolder();
    (await openStore({ dataDir })).close();
    const file = openSqlite(join(dataDir, 'branch.sqlite'));
    file.exec('alter table parked_changes rename column sequence to sequencf');
    file.close();
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'database-corrupt' });
  });

  it('reports a model whose table or column is missing, leaves it out, and works with the others', async () => {
    const Supplier = defineModel({ name: 'Supplier', table: 'suppliers', title: ['name'], fields: { name: text({}) } });
    const Loyal = defineModel({ name: 'Loyal', table: 'customers', title: ['card'], fields: { card: text({}) } });
    const missingTable = await openTestStore({ models: createRegistry([Customer, Supplier]) });
    expect(missingTable.leftOut).toEqual([{ model: 'Supplier', table: 'suppliers', missing: null }]);
    await missingTable.write((trx) => missingTable.repository('Customer').save(trx, { name: 'Ann' }));
    expect(() => missingTable.repository('Supplier')).toThrow('does not exist');
    const missingColumn = await openTestStore({ models: createRegistry([Loyal]) });
    expect(missingColumn.leftOut).toEqual([{ model: 'Loyal', table: 'customers', missing: ['card'] }]);
  });

  it('saves nothing into a database that was moved, replaced or deleted under it, where it would be gone at the next start', async () => {
    const dataDir = tempFolder();
    const file = join(dataDir, 'branch.sqlite');
    const store = await openTestStore({ dataDir });
    const save = (name: string) => store.write((trx) => store.repository('Customer').save(trx, { name }));
    await save('Ann');
    const aside = join(dataDir, 'aside.sqlite');
    renameSync(file, aside);
    await expect(save('Bea')).rejects.toMatchObject({
      code: 'database-failed',
      message: expect.stringContaining(file),
    });
    copyFileSync(aside, file);
    await expect(save('Bea')).rejects.toMatchObject({ code: 'database-failed' });
    // The right one is back.
    renameSync(aside, file);
    await save('Bea');
    expect(store.repository('Customer').count()).toBe(2);
  });

  it('names the models there are when it is asked for another one', async () => {
    const store = await openTestStore();
    expect(() => store.repository('Produkt')).toThrow(/There is no model "Produkt". The models are Category, Customer/);
  });

  it.each([
    [
      'is no database',
      (file: string) =>
        writeFileSync(file, 'this is a text file, not a database at all, and long enough to show it'.repeat(20)),
    ],
    ['was damaged in the middle', (file: string) => damage(file)],
  ])('says so when the file %s, and leaves it as it was', async (_name, spoil) => {
    const dataDir = tempFolder();
    const first = await openStore({ dataDir });
    await first.write((trx) =>
      first.repository('Customer').saveMany(
        trx,
        Array.from({ length: 500 }, (_, n) => ({ name: `c${n}` })),
      ),
    );
    first.close();
    const file = join(dataDir, 'branch.sqlite');
    spoil(file);
    const before = readFileSync(file);
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'database-corrupt' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says so when the data folder cannot be a folder', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    await expect(openStore({ dataDir: join(file, 'data') })).rejects.toMatchObject({ code: 'data-folder-unusable' });
  });

  it.runIf(canMount())('refuses a save on a full disk and keeps what was there', async () => {
    const store = await openTestStore({ dataDir: smallDisk(3).folder });
    const customers = store.repository('Customer');
    let saved = 0;
    const notes = 'x'.repeat(2000);
    await expect(
      (async () => {
        for (;;) {
          await store.write((trx) =>
            customers.saveMany(
              trx,
              Array.from({ length: 50 }, () => ({ name: 'Ann', notes })),
            ),
          );
          saved += 50;
        }
      })(),
    ).rejects.toMatchObject({ code: 'database-full' });
    expect(customers.count()).toBe(saved);
    expect(store.SyncLog.getSyncLogStats().pending).toBe(saved);
  });
});

/** Overwrites the pages after the first: the header stays a database's. */
function damage(file: string): void {
  const content = readFileSync(file);
  content.fill(0xa5, 4096, content.length);
  writeFileSync(file, content);
  truncateSync(file, content.length);
}
