import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { PinSettings } from '../../../src/renderer/access/pin-settings.tsx';
import { Protected } from '../../../src/renderer/access/protected.tsx';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import type { AccessState } from '../../../src/shared/ipc/access.ts';
import { unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

const locked: AccessState = { pinSet: true, unlocked: false, locksAt: null, lockedOutUntil: null };
const opened: AccessState = { ...locked, unlocked: true, locksAt: '2026-11-23T08:10:00.000Z' };

let state: AccessState;
let bridge: FakeBridge;

beforeEach(() => {
  state = locked;
  bridge = createFakeBridge({
    'access.state': () => state,
    'access.unlock'({ pin }) {
      if (pin !== '4711')
        throw new CallError({ code: 'wrong-pin', message: 'That is not the branch PIN.', field: 'pin' });
      return (state = opened);
    },
    'access.setPin': () => (state = opened),
  });
});

describe('the branch PIN', () => {
  it('stands before what it protects, and gives way to the right digits only', async () => {
    const { user } = await renderScreen(<Protected>the secret part</Protected>, bridge);
    const field = await screen.findByLabelText('PIN');
    expect(screen.queryByText('the secret part')).toBeNull();
    await user.type(field, '12a34{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('That is not the branch PIN.');
    expect(bridge.asked('access.unlock')).toEqual([{ pin: '1234' }]);
    await user.type(screen.getByLabelText('PIN'), '4711{Enter}');
    await screen.findByText('the secret part');
  });

  it('hides the part again as soon as it is locked elsewhere', async () => {
    state = opened;
    await renderScreen(<Protected>the secret part</Protected>, bridge);
    await screen.findByText('the secret part');
    state = locked;
    bridge.tell({ topics: ['access'] });
    await screen.findByLabelText('PIN');
    expect(screen.queryByText('the secret part')).toBeNull();
  });

  it('is set only when both entries are the same and long enough', async () => {
    state = unlocked;
    const { user } = await renderScreen(<PinSettings />, bridge);
    await user.type(await screen.findByLabelText('New PIN'), '47');
    await user.type(screen.getByLabelText('New PIN again'), '48');
    await user.click(screen.getByRole('button', { name: 'Set a PIN' }));
    await screen.findByText('A PIN has 4 to 12 digits.');
    screen.getByText('The two PINs are not the same.');
    expect(bridge.asked('access.setPin')).toEqual([]);
    await user.type(screen.getByLabelText('New PIN'), '11');
    await user.clear(screen.getByLabelText('New PIN again'));
    await user.type(screen.getByLabelText('New PIN again'), '4711');
    await user.click(screen.getByRole('button', { name: 'Set a PIN' }));
    await screen.findByText('The PIN is set.');
    expect(bridge.asked('access.setPin')).toEqual([{ current: null, pin: '4711' }]);
  });
});
