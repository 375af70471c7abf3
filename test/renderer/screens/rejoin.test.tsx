import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import { SyncScreen } from '../../../src/renderer/screens/sync/sync-screen.tsx';
import type { AccessState } from '../../../src/shared/ipc/access.ts';
import type { IpcOutput } from '../../../src/shared/ipc/contract.ts';
import type { Status } from '../../../src/shared/status.ts';
import { runOf, statusOf, unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

const plan: IpcOutput<'branch.rejoinPlan'> = {
  needed: true,
  reason: 'Head office knows this branch by a later position.',
  toSend: 4,
  toSendByModel: [
    { modelName: 'Sale', count: 1 },
    { modelName: 'SaleItem', count: 3 },
  ],
  acknowledged: 2,
  toPull: 1250,
  differences: [{ modelName: 'Sale', branch: 40, master: 52 }],
};

let status: Status;
let access: AccessState;
let answers: Answers;
let bridge: FakeBridge;

beforeEach(() => {
  status = statusOf({ connection: { state: 'branch-rewound', since: null, message: null } });
  access = unlocked;
  answers = {
    'sync.status': () => status,
    'sync.runs': () => [],
    'app.info': () => ({ version: '1', host: 'browser', platform: 'linux', dataDir: '/d', warnings: [] }),
    'access.state': () => access,
    'access.unlock': () => (access = unlocked),
    'branch.rejoinPlan': () => plan,
    'branch.rejoin'() {
      status = statusOf();
      return { kept: 4, acknowledged: 2, run: runOf({ pushed: 4, pulled: 1250 }) };
    },
  };
  bridge = createFakeBridge(answers);
});

async function openPlan() {
  const { user } = await renderScreen(<SyncScreen />, bridge);
  await user.click(await screen.findByRole('button', { name: 'Rejoin head office …' }));
  return { user, drawer: within(await screen.findByRole('dialog', { name: 'Rejoin head office' })) };
}

describe('rejoining (I18)', () => {
  it('is offered for a restored and for a copied branch, and for no other', async () => {
    const { view } = await renderScreen(<SyncScreen />, bridge);
    await screen.findByRole('button', { name: 'Rejoin head office …' });
    status = statusOf({ connection: { state: 'clone-detected', since: null, message: null } });
    bridge.tell({ topics: ['status'] });
    await screen.findByText(/Another installation has taken this branch over/);
    screen.getByRole('button', { name: 'Rejoin head office …' });
    status = statusOf();
    bridge.tell({ topics: ['status'] });
    await screen.findByText(/Everything confirmed by head office/);
    expect(screen.queryByRole('button', { name: 'Rejoin head office …' })).toBeNull();
    view.unmount();
  });

  it('says first what it would do, and does nothing until it is told to', async () => {
    const { drawer, user } = await openPlan();
    await drawer.findByText(/4 changes recorded in this copy that head office does not have/);
    drawer.getByText('Sale lines: 3');
    drawer.getByText(/2 more changes that seemed to wait are at head office already/);
    drawer.getByText(/1,250 records of head office/);
    drawer.getByRole('row', { name: 'Sales 40 52' });
    await user.click(drawer.getByRole('button', { name: 'Not now' }));
    expect(bridge.asked('branch.rejoin')).toEqual([]);
  });

  it('rejoins after one press and says what came of it, also when home has nothing to offer any more', async () => {
    const { drawer, user } = await openPlan();
    await user.click(await drawer.findByRole('button', { name: 'Rejoin with this copy' }));
    await drawer.findByText(
      'This copy is the branch now. 2 changes were at head office already. 4 changes confirmed by head office. 1,250 changes received.',
    );
    bridge.tell({ topics: ['status'] });
    await screen.findByText(/Everything confirmed by head office/);
    expect(bridge.asked('branch.rejoin')).toEqual([{}]);
    drawer.getByText(/This copy is the branch now/, { ignore: '[aria-live] *' });
  });

  it('is said once: in the panel, and by a screen reader, which hears only what is in the panel', async () => {
    const { drawer, user } = await openPlan();
    await user.click(await drawer.findByRole('button', { name: 'Rejoin with this copy' }));
    const heard = await screen.findByText(/^This copy is the branch now/, { selector: '[aria-live] > *' });
    expect(heard.className).toContain('hidden');
    expect(heard.closest('dialog')).not.toBeNull();
    expect(screen.getAllByText(/This copy is the branch now/)).toHaveLength(2);
  });

  it('asks for the PIN before it can be done', async () => {
    access = { pinSet: true, unlocked: false, locksAt: null, lockedOutUntil: null };
    const { drawer, user } = await openPlan();
    await user.click(await drawer.findByRole('button', { name: 'Enter the PIN' }));
    expect(document.activeElement).toBe(drawer.getByLabelText('PIN'));
    await user.keyboard('2468');
    expect(drawer.queryByRole('button', { name: 'Rejoin with this copy' })).toBeNull();
    await user.click(drawer.getByRole('button', { name: 'Unlock' }));
    await drawer.findByRole('button', { name: 'Rejoin with this copy' });
    expect(bridge.asked('branch.rejoin')).toEqual([]);
  });

  it('tells rejoined from synced when the line was cut in between', async () => {
    answers['branch.rejoin'] = () => ({
      kept: 4,
      acknowledged: 0,
      run: runOf({ outcome: 'failed', error: { code: 'unreachable', message: 'No line.' } }),
    });
    const { drawer, user } = await openPlan();
    await user.click(await drawer.findByRole('button', { name: 'Rejoin with this copy' }));
    await drawer.findByText(
      'This copy is the branch now. The sync after it did not end; the rest goes out and comes in by itself. No line.',
    );
  });

  it('says that nothing was done when head office could not be told, and can be tried again', async () => {
    answers['branch.rejoin'] = () => {
      throw new CallError({ code: 'unreachable', message: 'Head office does not answer.' });
    };
    const { drawer, user } = await openPlan();
    await user.click(await drawer.findByRole('button', { name: 'Rejoin with this copy' }));
    await drawer.findByText(/has not rejoined: Head office does not answer\. Nothing is lost/);
    drawer.getByRole('button', { name: 'Rejoin with this copy' });
  });

  it('says why there is nothing to show while head office cannot be asked', async () => {
    answers['branch.rejoinPlan'] = () => {
      throw new CallError({ code: 'unreachable', message: 'Head office does not answer.' });
    };
    const { drawer } = await openPlan();
    await drawer.findByText(/Head office does not answer/);
    expect(drawer.queryByRole('button', { name: 'Rejoin with this copy' })).toBeNull();
  });
});
