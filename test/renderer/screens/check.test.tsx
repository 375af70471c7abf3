import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CheckScreen } from '../../../src/renderer/screens/check/check-screen.tsx';
import type { Certificate, VerifyAnswer } from '../../../src/shared/ipc/check.ts';
import { statusOf, unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { shopModels } from '../support/shop.ts';

const side = { count: 5000, digest: 'aa' };
const equal: VerifyAnswer = {
  equal: true,
  settled: true,
  models: [{ modelName: 'Product', equal: true, branch: side, master: side, differing: 0 }],
  differences: [],
  differenceCount: 0,
  checkedAt: '2026-11-23T08:00:00.000Z',
};
const differing: VerifyAnswer = {
  ...equal,
  equal: false,
  models: [{ modelName: 'Product', equal: false, branch: side, master: { count: 5000, digest: 'bb' }, differing: 1 }],
  differences: [
    {
      modelName: 'Product',
      modelId: 'p-tea',
      title: 'Tea',
      kind: 'differs',
      fields: [{ name: 'price_cents', branch: 250, master: 300 }],
      unsent: false,
    },
  ],
  differenceCount: 1,
};
const day = { count: 3, digest: '0123456789abcdef0123', totals: { price_cents: 900 } };
const certificate: Certificate = {
  day: '2026-11-23',
  timeZone: 'Europe/Brussels',
  from: '2026-11-22T23:00:00.000Z',
  to: '2026-11-23T23:00:00.000Z',
  branch: { id: 'b-1', name: 'Harbour Street' },
  masterUrl: 'https://head-office.example',
  at: '2026-11-23T20:00:00.000Z',
  lastConfirmedAt: null,
  confirmed: true,
  settled: true,
  models: [{ modelName: 'Product', dayField: 'created_at', equal: true, branch: day, master: day }],
};

let answer: VerifyAnswer;
let bridge: FakeBridge;

beforeEach(() => {
  answer = equal;
  bridge = createFakeBridge({
    'access.state': () => unlocked,
    'records.models': () => shopModels,
    'sync.status': () => statusOf(),
    'branch.verify': () => answer,
    'branch.checkProgress': () => null,
    'branch.repair'() {
      answer = equal;
      return { found: 1, logged: 0, taken: 1, left: 0 };
    },
    'branch.certificate': () => certificate,
  });
});

describe('Check', () => {
  it('says that both sides hold the same only when they do, model by model', async () => {
    const { user } = await renderScreen(<CheckScreen />, bridge);
    await user.click(await screen.findByRole('button', { name: 'Compare now' }));
    expect((await screen.findAllByText(/Branch and head office hold the same/)).length).toBeGreaterThan(0);
    within(screen.getByRole('row', { name: /Products/ })).getByText('the same');
    expect(screen.queryByRole('button', { name: 'Repair the differences' })).toBeNull();
  });

  it('shows what differs and repairs it after asking', async () => {
    answer = differing;
    const { user } = await renderScreen(<CheckScreen />, bridge);
    await user.click(await screen.findByRole('button', { name: 'Compare now' }));
    await screen.findByText('Price: here 2.50, head office 3.00');
    await user.click(screen.getByRole('button', { name: 'Repair the differences' }));
    expect(bridge.asked('branch.repair')).toEqual([]);
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Repair' }));
    expect((await screen.findAllByText(/1 differed: 0 sent to head office, 1 taken/)).length).toBeGreaterThan(0);
    expect((await screen.findAllByText(/Branch and head office hold the same/)).length).toBeGreaterThan(0);
    expect(bridge.asked('branch.verify')).toHaveLength(2);
  });

  it('says that a difference proves nothing while changes are on their way', async () => {
    answer = { ...differing, settled: false };
    const { user } = await renderScreen(<CheckScreen />, bridge);
    await user.click(await screen.findByRole('button', { name: 'Compare now' }));
    await screen.findByText(/a difference proves nothing yet/);
  });

  it('makes the certificate of a day, ready for paper', async () => {
    const { user } = await renderScreen(<CheckScreen />, bridge);
    await user.click(await screen.findByRole('button', { name: 'Make the certificate' }));
    const papers = await screen.findAllByRole('article', { hidden: true });
    for (const paper of papers) {
      within(paper).getByText(/Harbour Street/);
      within(paper).getByText('Everything of this day is held by head office, the same as here.');
      expect(within(paper).getAllByText('Price 9.00')).toHaveLength(2);
    }
    expect(papers).toHaveLength(2);
  });

  it('has nothing to compare with where the branch stands alone', async () => {
    bridge = createFakeBridge({
      'sync.status': () => statusOf({ connection: { state: 'standalone', since: null, message: null } }),
    });
    await renderScreen(<CheckScreen />, bridge);
    await screen.findByText(/there is nothing to compare with/);
  });
});
