import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppShell } from '../../../src/renderer/shell/app-shell.tsx';
import { ExpiredPage } from '../../../src/renderer/shell/expired-page.tsx';
import { Welcome } from '../../../src/renderer/screens/welcome/welcome.tsx';
import { connectionStates, type Status } from '../../../src/shared/status.ts';
import { countsOf, statusOf, unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type Answers } from '../support/fake-bridge.ts';
import { mirroredLocale, pseudoLocale, renderScreen } from '../support/render-screen.tsx';
import { findUntranslated } from '../support/untranslated.ts';
import { wholeBranch } from '../support/whole-branch.ts';

/** Names of the shop's things, and what is code rather than text. */
const data = [
  'Tea',
  'Coffee',
  'Harbour Street',
  'https://head-office.example',
  'https://hq.example',
  'TEA-1',
  'COF-1',
  'Hot drinks',
  'p-7',
  'p-8',
  'p-9',
  'change-7',
  'change-8',
  'change-9',
  'duplicate-value',
  'linux',
  '/d',
  // A language is called by its own name.
  'English',
  'Français',
];

async function show(page: ReactNode, answers: Answers, hash = '', locale = pseudoLocale) {
  window.location.hash = hash;
  return renderScreen(page, createFakeBridge(answers), locale);
}

/** The page when nothing is being loaded any more. */
async function settled(view: { readonly container: Element }): Promise<Element> {
  let before = '';
  await waitFor(
    () => {
      const now = view.container.innerHTML;
      const same = now === before && now.length > 0;
      before = now;
      if (!same) throw new Error('The page still changes');
    },
    { timeout: 60_000, interval: 40 },
  );
  return document.body;
}

const shell = <AppShell host="here" />;

beforeEach(() => localStorage.clear());

describe('no text is left in English', () => {
  it.each([
    '#/',
    '#/records',
    '#/records/Product',
    '#/records/Product/p-tea',
    '#/records/Product/new',
    '#/records/Customer',
    '#/records/StockMovement/new',
    '#/records/Nothing',
    '#/sale',
    '#/log',
    '#/log?status=failed',
    '#/log?id=7',
    '#/log?id=8',
    '#/log?id=9',
    '#/conflicts',
    '#/conflicts?state=resolved',
    '#/conflicts?id=x-1',
    '#/check',
    '#/settings',
    '#/diagnostics',
  ])('at %s', async (hash) => {
    const { view } = await show(shell, wholeBranch(), hash);
    const page = await settled(view);
    expect(page.textContent).toContain('⟦');
    expect(findUntranslated(page, data)).toEqual([]);
  });

  const states: readonly (readonly [string, Partial<Status>])[] = [
    ...connectionStates.map((state) => {
      const message = state === 'standalone' || state === 'unknown' || state === 'online' ? null : 'English words';
      return [`connection ${state}`, { connection: { state, since: null, message } }] as const;
    }),
    ['refused', { counts: countsOf({ failed: 3, pending: 2 }), held: 2, conflicts: 1 }],
    ['paused', { pausedUntil: '2099-11-23T08:00:00.000Z', counts: countsOf({ pending: 2 }) }],
    ['wrong clock', { clockOffsetMs: 900_000, nextAttemptAt: '2099-11-23T08:00:00.000Z' }],
    ['failed before', { lastError: { code: 'timeout', message: 'English words', at: '2026-11-23T08:00:00.000Z' } }],
    [
      'sending',
      {
        counts: countsOf({ syncing: 4 }),
        running: { startedAt: '', pushed: 1, toPush: 4, pulled: 0, toPull: null, phase: 'push' },
        forecast: { perSecond: 2, secondsLeft: 200 },
      },
    ],
    ['first load', { initialLoad: { done: 3, total: 9, complete: false } }],
  ];
  it.each(states)('on the Sync and Settings screens: %s', async (_name, more) => {
    for (const hash of ['#/', '#/settings']) {
      const { view } = await show(shell, wholeBranch(statusOf(more)), hash);
      expect(findUntranslated(await settled(view), data)).toEqual([]);
      view.unmount();
    }
  });

  it('at the first start, and where the way to head office is tested', async () => {
    const steps = (await wholeBranch()['diagnostics.run']?.({}))?.connection ?? [];
    const { view, user } = await show(<Welcome />, { ...wholeBranch(), 'branch.testConnection': () => ({ steps }) });
    expect(findUntranslated(await settled(view), data)).toEqual([]);
    const [first] = screen.getAllByRole('button');
    if (first) await user.click(first);
    const [address] = screen.getAllByRole('textbox');
    if (address) await user.type(address, 'https://hq.example{Enter}');
    expect(findUntranslated(await settled(view), data)).toEqual([]);
  });

  it('where the PIN is asked for, and where the page has expired', async () => {
    const locked = { ...unlocked, pinSet: true, unlocked: false };
    const { view } = await show(shell, { ...wholeBranch(), 'access.state': () => locked }, '#/settings');
    expect(findUntranslated(await settled(view), data)).toEqual([]);
    view.unmount();
    const expired = await show(<ExpiredPage />, {});
    expect(findUntranslated(await settled(expired.view), data)).toEqual([]);
  });

  it('after a comparison', async () => {
    const { view, user } = await show(shell, wholeBranch(), '#/check');
    await settled(view);
    for (const button of screen.getAllByRole('button'))
      if (/Çómpáré/.test(button.textContent ?? '')) await user.click(button);
    const page = await settled(view);
    expect(page.textContent).toContain('Tea');
    expect(findUntranslated(page, data)).toEqual([]);
  });

  it('with a product in the sale', async () => {
    const { view, user } = await show(shell, wholeBranch(), '#/sale');
    await settled(view);
    await user.keyboard('TEA-1{Enter}');
    const page = await settled(view);
    expect(page.textContent).toContain('Tea');
    expect(findUntranslated(page, data)).toEqual([]);
  });

  it('also where lines run to the left and a number has six forms', async () => {
    for (const hash of ['#/', '#/log', '#/settings']) {
      const { view, i18n } = await show(shell, wholeBranch(), hash, mirroredLocale);
      expect(i18n.dir()).toBe('rtl');
      expect(findUntranslated(await settled(view), data)).toEqual([]);
      view.unmount();
    }
  });

  it('finds a text that was forgotten', async () => {
    const { view } = await show(<p title="Forgotten">Also forgotten 12:00 PM</p>, {});
    expect(findUntranslated(view.container, data)).toEqual(['Forgotten', 'Also forgotten 12:00 PM']);
  });
});
