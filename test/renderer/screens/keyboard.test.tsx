import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Navigation } from '../../../src/renderer/shell/navigation.tsx';
import { statusOf } from '../support/branch-facts.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { shopModels } from '../support/shop.ts';

let bridge: FakeBridge;
beforeEach(() => {
  bridge = createFakeBridge({
    'records.models': () => shopModels.map((model) => ({ ...model, name: 'Sale' })),
    'sync.status': () => statusOf(),
  });
});

describe('the keyboard', () => {
  it('shows its keys by a button and by F1, closes them by Escape, and is where it was', async () => {
    const { user } = await renderScreen(<Navigation current="sync" />, bridge);
    const link = await screen.findByRole('link', { name: 'Records' });
    link.focus();
    await user.keyboard('{F1}');
    const keys = within(await screen.findByRole('dialog', { name: 'Keyboard' }));
    keys.getByText('Saves the sale. It waits for what was scanned before.');
    await user.click(keys.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(link).toBe(document.activeElement);
    await user.click(screen.getByRole('button', { name: /^Keyboard/ }));
    await screen.findByRole('dialog', { name: 'Keyboard' });
  });

  it('goes to New sale by F2 from everywhere, but not out of an open panel', async () => {
    const { user } = await renderScreen(<Navigation current="sync" />, bridge);
    await screen.findByRole('link', { name: 'Records' });
    await user.keyboard('{F1}{F2}');
    expect(window.location.hash).toBe('');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
    await user.keyboard('{F2}');
    await waitFor(() => expect(window.location.hash).toBe('#/sale'));
  });
});
