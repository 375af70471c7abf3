import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../../src/main/desktop/read-settings.ts';
import { openSettings } from '../../../../src/main/branch/settings-store.ts';
import { forgetAddress, reopen, settledShop, warningsOf } from '../../../support/settled-shop.ts';
import { find, save, sync } from '../../../support/shops.ts';
import { answerOf, startApp, useSynclog } from '../../../support/processes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('a branch whose settings were damaged goes on selling and syncing', () => {
  it.each([
    ['cut in half', (text: string) => text.slice(0, text.length / 2)],
    ['emptied by a power cut', () => ''],
    ['filled with zeros', (text: string) => '\0'.repeat(text.length)],
    ['made into something else', () => '[1, 2]'],
  ])('%s: it says so, syncs where it did and keeps to itself what it did', async (_how, harm) => {
    const shop = await settledShop();
    const harmed = harm(readFileSync(shop.file, 'utf8'));
    writeFileSync(shop.file, harmed);

    const branch = await reopen(shop.dataDir);
    const again = { ...shop, branch };
    expect(await warningsOf(branch)).toEqual([{ key: 'warnings.settingsDamaged', params: { file: shop.file } }]);
    const stays = await save(again, 'Customer', { name: 'Ann' });
    await save(again, 'Category', { name: 'Coffee' });
    expect(await sync(again)).toMatchObject({ outcome: 'done', pushed: 1 });
    expect(await branch.handlers['settings.get']({})).toMatchObject({
      instance: 'slave',
      masterUrl: shop.line.url,
      welcomed: true,
      excludedModels: ['Customer'],
      appearance: 'system',
    });
    expect(readFileSync(shop.file, 'utf8')).toBe(harmed);

    await branch.handlers['settings.set']({ appearance: 'light' });
    expect(readFileSync(`${shop.file}.damaged`, 'utf8')).toBe(harmed);
    expect(statSync(`${shop.file}.damaged`).mode & 0o077).toBe(0);
    await branch.close();
    const whole = await reopen(shop.dataDir);
    expect(await warningsOf(whole)).toEqual([]);
    expect(await find({ ...shop, branch: whole }, 'Customer', stays)).toMatchObject({ name: 'Ann' });
    await whole.handlers['settings.set']({ excludedModels: [] });
  });

  it('says which names it does not understand, and keeps all the others', async () => {
    const shop = await settledShop();
    const { excludedModels, ...rest } = JSON.parse(readFileSync(shop.file, 'utf8')) as Record<string, unknown>;
    writeFileSync(shop.file, JSON.stringify({ ...rest, excludedModel: excludedModels, syncEveryMinutes: 'often' }));
    const branch = await reopen(shop.dataDir);
    expect(await warningsOf(branch)).toEqual([
      { key: 'warnings.settingsStrange', params: { file: shop.file, names: 'syncEveryMinutes, excludedModel' } },
    ]);
    expect(await branch.handlers['settings.get']({})).toMatchObject({
      appearance: 'dark',
      excludedModels: ['Customer'],
      syncEveryMinutes: 5,
      masterUrl: shop.line.url,
    });
    expect(await readSettings(shop.dataDir)).toMatchObject({ appearance: 'dark' });
  });

  it('stays locked by its PIN, which is no setting', async () => {
    const shop = await settledShop();
    const first = await reopen(shop.dataDir, 'browser');
    await first.handlers['access.setPin']({ current: null, pin: '2468' });
    await first.close();
    writeFileSync(shop.file, '');
    const branch = await reopen(shop.dataDir, 'browser');
    expect(await branch.handlers['access.state']({})).toMatchObject({ pinSet: true, unlocked: false });
    await expect((async () => await branch.handlers['settings.set']({ appearance: 'dark' }))()).rejects.toMatchObject({
      code: 'pin-required',
    });
  });

  it('says that it must be connected anew where nothing knows the address any more', async () => {
    const shop = await settledShop();
    forgetAddress(shop);
    writeFileSync(shop.file, '');
    const branch = await reopen(shop.dataDir);
    expect(await warningsOf(branch)).toEqual([{ key: 'warnings.settingsDisconnected', params: { file: shop.file } }]);
    await save({ ...shop, branch }, 'Category', { name: 'Coffee' });
    expect(await branch.handlers['sync.status']({})).toMatchObject({ connection: { state: 'standalone' } });
  });
});

it('is opened by every program alike: the command line says it beside its answer, the app on its screens and in the log', async () => {
  const synclog = useSynclog();
  const dataDir = tempFolder();
  await answerOf(
    synclog.run(['records', 'save', 'Category', '--data', '{"name":"Tea"}', '--data-dir', dataDir, '--json']),
  );
  writeFileSync(join(dataDir, 'settings.json'), '{"instance":');
  const { code, stdout, stderr } = await synclog.run(['branch', 'stats', '--data-dir', dataDir, '--json']);
  expect({ code, answer: JSON.parse(stdout) }).toMatchObject({ code: 0, answer: { pending: 1, total: 1 } });
  expect(stderr).toMatch(/settings\.json is damaged or cannot be read.*Selling and syncing go on/);
  const { app } = await startApp(synclog, dataDir);
  expect((await app.call('app.info', {})).warnings).toMatchObject([{ key: 'warnings.settingsDamaged' }]);
  expect(await app.call('records.list', { model: 'Category' })).toMatchObject({ total: 1 });
  expect(readFileSync(join(dataDir, 'synclog.log'), 'utf8')).toContain(
    'The file of the settings is damaged or missing',
  );
});

it('keeps the settings in use where their file is damaged meanwhile, and writes it anew', () => {
  const dataDir = tempFolder();
  const settings = openSettings(dataDir);
  settings.set({ appearance: 'dark' });
  const { file } = settings;
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.slice(0, 20));
  settings.reload();
  expect(settings.get()).toMatchObject({ appearance: 'dark' });
  expect(readFileSync(file, 'utf8')).toBe(whole);
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(whole.slice(0, 20));
});

it('is not written over by somebody who types into the file while it is in use', () => {
  const dataDir = tempFolder();
  const settings = openSettings(dataDir);
  settings.set({ appearance: 'dark' });
  writeFileSync(settings.file, '{"apearance":"light"}');
  settings.reload();
  expect(settings.get()).toMatchObject({ appearance: 'dark' });
  expect(readFileSync(settings.file, 'utf8')).toBe('{"apearance":"light"}');
});
