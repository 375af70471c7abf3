import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { NumbersCard } from '../../../src/renderer/screens/settings/numbers-card.tsx';
import { settingOf, typedOf } from '../../../src/renderer/screens/settings/number-settings.ts';
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
