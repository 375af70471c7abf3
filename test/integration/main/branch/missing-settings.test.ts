import { existsSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettings } from '../../../../src/main/branch/settings-store.ts';
import { answerOf, startApp, useSynclog } from '../../../support/processes.ts';
import { forgetAddress, reopen, settledShop, warningsOf } from '../../../support/settled-shop.ts';
import { save, sync } from '../../../support/shops.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('a branch whose settings are missing goes on as one whose settings are damaged', () => {
  it('says so, syncs where it did and keeps to itself what it did, until a setting is changed', async () => {
    const shop = await settledShop();
    unlinkSync(shop.file);
    const branch = await reopen(shop.dataDir);
    const again = { ...shop, branch };
    expect(await warningsOf(branch)).toEqual([{ key: 'warnings.settingsMissing', params: { file: shop.file } }]);
    await save(again, 'Customer', { name: 'Ann' });
    await save(again, 'Category', { name: 'Coffee' });
    expect(await sync(again)).toMatchObject({ outcome: 'done', pushed: 1 });
    expect(await branch.handlers['settings.get']({})).toMatchObject({
      instance: 'slave',
      masterUrl: shop.line.url,
      welcomed: true,
      excludedModels: ['Customer'],
      appearance: 'system',
    });
    expect(existsSync(shop.file)).toBe(false);

    await branch.handlers['settings.set']({ appearance: 'light' });
    expect(existsSync(`${shop.file}.damaged`)).toBe(false);
    await branch.close();
    const whole = await reopen(shop.dataDir);
    expect(await warningsOf(whole)).toEqual([]);
    expect(await whole.handlers['settings.get']({})).toMatchObject({
      masterUrl: shop.line.url,
      excludedModels: ['Customer'],
      appearance: 'light',
    });
  });

  it('says that it must be connected anew where nothing knows the address any more', async () => {
    const shop = await settledShop();
    forgetAddress(shop);
    unlinkSync(shop.file);
    const branch = await reopen(shop.dataDir);
    expect(await warningsOf(branch)).toEqual([
      { key: 'warnings.settingsMissingDisconnected', params: { file: shop.file } },
    ]);
    expect(await branch.handlers['settings.get']({})).toMatchObject({ excludedModels: ['Customer'] });
  });

  it('keeps to itself what it did also where it never was connected', async () => {
    const dataDir = tempFolder();
    const first = await reopen(dataDir);
    await first.handlers['settings.set']({ excludedModels: ['Customer'] });
    await first.close();
    await (await reopen(dataDir)).close();
    const file = join(dataDir, 'settings.json');
    unlinkSync(file);
    const branch = await reopen(dataDir);
    expect(await warningsOf(branch)).toEqual([{ key: 'warnings.settingsMissing', params: { file } }]);
    expect(await branch.handlers['settings.get']({})).toMatchObject({
      instance: 'standalone',
      excludedModels: ['Customer'],
    });
  });

  it('is opened so by every program', async () => {
    const synclog = useSynclog();
    const shop = await settledShop();
    unlinkSync(shop.file);
    const { code, stdout, stderr } = await synclog.run(['branch', 'sync', '--data-dir', shop.dataDir, '--json']);
    expect({ code, answer: JSON.parse(stdout) }).toMatchObject({ code: 0, answer: { outcome: 'done' } });
    expect(stderr).toMatch(/settings\.json is missing.*Selling and syncing go on/);
    const { app } = await startApp(synclog, shop.dataDir);
    expect((await app.call('app.info', {})).warnings).toMatchObject([{ key: 'warnings.settingsMissing' }]);
    expect(await app.call('settings.get', {})).toMatchObject({ instance: 'slave', excludedModels: ['Customer'] });
  });
});

describe('a folder that never had settings', () => {
  it('opens as a new one, before and after something was recorded there, and gets no file by that', async () => {
    const synclog = useSynclog();
    const dataDir = tempFolder();
    for (const name of ['Tea', 'Coffee']) {
      const branch = await reopen(dataDir);
      expect(await warningsOf(branch)).toEqual([]);
      expect(await branch.handlers['settings.get']({})).toMatchObject({ instance: 'standalone', welcomed: false });
      // Another program records beside it, so that this one reads everything again.
      const save = ['records', 'save', 'Category', '--data', JSON.stringify({ name }), '--data-dir', dataDir, '--json'];
      await answerOf(synclog.run(save));
      await branch.close();
    }
    expect(existsSync(join(dataDir, 'settings.json'))).toBe(false);
  });
});

describe('settings in use whose file is removed meanwhile', () => {
  it('stay, and are written anew', () => {
    const settings = openSettings(tempFolder());
    settings.set({ appearance: 'dark' });
    const whole = readFileSync(settings.file, 'utf8');
    rmSync(settings.file);
    settings.reload();
    expect(settings.get()).toMatchObject({ appearance: 'dark' });
    expect(readFileSync(settings.file, 'utf8')).toBe(whole);
  });

  it('are not written where there never was one, and follow another process that writes the first', () => {
    const dataDir = tempFolder();
    const settings = openSettings(dataDir);
    settings.reload();
    expect(existsSync(settings.file)).toBe(false);
    openSettings(dataDir).set({ appearance: 'dark' });
    settings.reload();
    expect(settings.get()).toMatchObject({ appearance: 'dark' });
  });
});
