import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import { SyncScreen } from '../../../src/renderer/screens/sync/sync-screen.tsx';
import type { Status, SyncRun } from '../../../src/shared/status.ts';
import { countsOf, runOf, statusOf } from '../support/branch-facts.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

let status: Status;
let answers: Answers;
let bridge: FakeBridge;

beforeEach(() => {
  status = statusOf();
  answers = {
    'sync.status': () => status,
    'sync.runs': () => [],
    'sync.now': () => runOf(),
    'app.info': () => ({ version: '1', host: 'browser', platform: 'linux', dataDir: '/d', warnings: [] }),
  };
  bridge = createFakeBridge(answers);
});

async function pressSyncNow(run: SyncRun, after: Partial<Status> = {}): Promise<void> {
  answers['sync.now'] = () => {
    status = { ...status, ...after };
    return run;
  };
  const { user } = await renderScreen(<SyncScreen />, bridge);
  await user.click(await screen.findByRole('button', { name: 'Sync now' }));
}

/** What a person sees and what is read out. */
async function findResult(text: RegExp): Promise<void> {
  expect((await screen.findAllByText(text)).length).toBeGreaterThanOrEqual(2);
  expect(screen.getAllByRole('status').some((region) => text.test(region.textContent ?? ''))).toBe(true);
}

describe('Sync now', () => {
  it('says that nothing waited when nothing did', async () => {
    await pressSyncNow(runOf());
    await findResult(/Nothing waited\. Head office has everything/);
  });

  it('counts what was confirmed, received and refused', async () => {
    await pressSyncNow(runOf({ pushed: 3, pulled: 1, refused: 2 }), { counts: countsOf({ failed: 2 }) });
    await findResult(/3 changes confirmed by head office\. 1 change received\. 2 changes were refused/);
    expect(screen.queryByText(/still refused/)).toBeNull();
  });

  it('never says that head office has everything while older changes are refused', async () => {
    status = statusOf({ counts: countsOf({ failed: 3, pending: 1 }), held: 1 });
    await pressSyncNow(runOf());
    await findResult(/3 changes are still refused and need you\. 1 change still waits/);
    expect(screen.queryByText(/Head office has everything/)).toBeNull();
  });

  it('says why it failed', async () => {
    await pressSyncNow(runOf({ outcome: 'failed', error: { code: 'unreachable', message: 'No line.' } }));
    await findResult(/No line\./);
  });

  it('says at once that another run is on already, and then what came of it', async () => {
    const running = { startedAt: '', pushed: 1, toPush: 4, pulled: 0, toPull: null, phase: 'push' } as const;
    status = statusOf({ running, counts: countsOf({ syncing: 4 }) });
    let finish: (run: SyncRun) => void = () => undefined;
    answers['sync.now'] = () => new Promise((resolve) => (finish = resolve));
    const { user } = await renderScreen(<SyncScreen />, bridge);
    await user.click(await screen.findByRole('button', { name: 'Sync now' }));
    await findResult(/running already/);
    status = statusOf();
    finish(runOf({ pushed: 4 }));
    await findResult(/4 changes confirmed/);
  });

  it('says what is wrong when the app itself does not answer', async () => {
    answers['sync.now'] = () => {
      throw new CallError({ code: 'internal', message: 'The store is closed.' });
    };
    const { user } = await renderScreen(<SyncScreen />, bridge);
    await user.click(await screen.findByRole('button', { name: 'Sync now' }));
    await findResult(/The store is closed/);
  });
});

describe('the home screen', () => {
  it('links each count into the log', async () => {
    status = statusOf({ counts: countsOf({ pending: 12, completed: 3400 }) });
    await renderScreen(<SyncScreen />, bridge);
    const counts = within(await screen.findByRole('navigation', { name: 'Changes by state' }));
    expect(counts.getByRole('link', { name: /12/ }).getAttribute('href')).toBe('#/log?status=pending');
    expect(counts.getByRole('link', { name: /3,400/ }).getAttribute('href')).toBe('#/log?status=completed');
  });

  it('leads to the conflicts where only they need somebody', async () => {
    status = statusOf({ conflicts: 2 });
    await renderScreen(<SyncScreen />, bridge);
    await screen.findByText(/Two sides changed the same things/);
    expect(screen.getByRole('link', { name: 'Decide conflicts' }).getAttribute('href')).toBe('#/conflicts');
  });

  it('offers to connect, and no sync, where there is no head office', async () => {
    status = statusOf({
      branch: null,
      masterUrl: null,
      connection: { state: 'standalone', since: null, message: null },
    });
    await renderScreen(<SyncScreen />, bridge);
    expect(await screen.findByRole('link', { name: 'Connect to head office' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
  });

  it('shows how far the first load is, also while it stands still', async () => {
    status = statusOf({ initialLoad: { done: 2300, total: 5000, complete: false } });
    await renderScreen(<SyncScreen />, bridge);
    const bar = await screen.findByRole('progressbar', { name: /First load/ });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['2300', '5000']);
    expect(screen.getByText(/2,300 of 5,000 records loaded.*goes on from here/)).toBeTruthy();
  });

  it('stops a run and says so', async () => {
    const running = { startedAt: '', pushed: 1, toPush: 4, pulled: 0, toPull: null, phase: 'push' } as const;
    status = statusOf({ running, forecast: { perSecond: 2, secondsLeft: 120 }, counts: countsOf({ syncing: 4 }) });
    answers['sync.cancel'] = () => ({ cancelled: true });
    const { user } = await renderScreen(<SyncScreen />, bridge);
    expect(await screen.findByText(/Sending · 1 of 4 · 2 a second · about 2 minutes left/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText(/stops at the next safe point/)).toBeTruthy();
    expect(bridge.asked('sync.cancel')).toHaveLength(1);
  });
});
