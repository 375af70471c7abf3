import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BackupCard } from '../../../src/renderer/screens/settings/backup-card.tsx';
import { DesktopCard } from '../../../src/renderer/screens/settings/desktop-card.tsx';
import { NumbersCard } from '../../../src/renderer/screens/settings/numbers-card.tsx';
import { settingOf, typedOf } from '../../../src/renderer/screens/settings/number-settings.ts';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import { defaultSettings } from '../../../src/shared/settings.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

describe('a setting that is a number', () => {
  const bridgeOf = () => createFakeBridge({ 'settings.set': () => defaultSettings });
  const card = (
    <NumbersCard title="When" settings={defaultSettings} names={['syncEveryMinutes', 'syncAfterChangeMs']} />
  );

  it('is saved in its own unit, together with the others of its card', async () => {
    const bridge = bridgeOf();
    const { user } = await renderScreen(card, bridge);
    const seconds = screen.getByLabelText('Send a change after');
    await user.clear(seconds);
    await user.type(seconds, '2.5');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(bridge.asked('settings.set')).toEqual([{ syncEveryMinutes: 5, syncAfterChangeMs: 2500 }]);
    expect(await screen.findByText('Settings saved.')).toBeTruthy();
  });

  it('is not saved outside its limits: says which they are and goes to the field', async () => {
    const bridge = bridgeOf();
    const { user } = await renderScreen(card, bridge);
    const minutes = screen.getByLabelText('Ask head office at least every');
    await user.clear(minutes);
    await user.type(minutes, '0');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Enter a number from 1 to 1,440.');
    expect(document.activeElement).toBe(minutes);
    expect(bridge.asked('settings.set')).toEqual([]);
  });

  it.each(['', 'five', '1.5', '-1', '1441', '1e9'])('takes no "%s" for minutes', (typed) => {
    expect(settingOf('syncEveryMinutes', typed)).toBeUndefined();
  });

  it('shows what it reads back', () => {
    expect(settingOf('batchMaxBytes', typedOf('batchMaxBytes', defaultSettings))).toBe(defaultSettings.batchMaxBytes);
  });
});

describe('a copy of the records', () => {
  const copy = { file: '/d/backups/copy-1.sqlite', at: '2026-11-24T09:00:00.000Z', bytes: 42_000_000 };
  const save = () => screen.findByRole('button', { name: 'Save a copy now' });

  it('is made at any time, and says where it lies and where it belongs', async () => {
    const bridge = createFakeBridge({
      'backup.newest': () => ({ copy: null }),
      'backup.make': () => copy,
    });
    const { user } = await renderScreen(<BackupCard />, bridge);
    expect(await screen.findByText('None yet')).toBeTruthy();
    await user.click(await save());
    expect(await screen.findByText(/A copy was saved \(42 MB\).*another disk/)).toBeTruthy();
    expect(screen.getByText(copy.file)).toBeTruthy();
  });

  it('that cannot be made says why', async () => {
    const bridge = createFakeBridge({
      'backup.newest': () => ({ copy }),
      'backup.make': () => {
        throw new CallError({ code: 'database-full', message: 'The disk is full.' });
      },
    });
    const { user } = await renderScreen(<BackupCard />, bridge);
    await user.click(await save());
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByText(copy.file), 'the last one is still named').toBeTruthy();
  });
});

describe('what only the desktop app can do', () => {
  const bridgeOf = (host: 'electron' | 'browser') =>
    createFakeBridge({
      'settings.set': () => defaultSettings,
      'app.info': () => ({ version: '1', host, platform: 'linux', dataDir: '/d', warnings: [] }),
    });
  const card = <DesktopCard settings={defaultSettings} />;

  it('is set there, each for itself', async () => {
    const bridge = bridgeOf('electron');
    const { user } = await renderScreen(card, bridge);
    await user.click(await screen.findByLabelText(/when this user signs in/));
    await user.click(screen.getByLabelText(/needs a person/));
    await user.selectOptions(screen.getByLabelText('Closing the window'), 'Quits SyncLog');
    expect(bridge.asked('settings.set')).toEqual([
      { startAtLogin: true },
      { notifications: false },
      { closeToTray: false },
    ]);
  });

  it('takes an address of newer versions, nothing, and no other text', async () => {
    const bridge = bridgeOf('electron');
    const { user } = await renderScreen(card, bridge);
    const address = await screen.findByLabelText('Address of newer versions');
    await user.type(address, 'updates{Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/begins with http/);
    expect(bridge.asked('settings.set')).toEqual([]);
    await user.clear(address);
    await user.type(address, 'https://updates.shop.example/synclog{Enter}');
    await screen.findByText('Settings saved.');
    expect(bridge.asked('settings.set')).toEqual([{ updateFeedUrl: 'https://updates.shop.example/synclog' }]);
  });

  it('is explained in a browser instead of offered without effect', async () => {
    await renderScreen(card, bridgeOf('browser'));
    await screen.findByText(/settings of the desktop app/);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});
