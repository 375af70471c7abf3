import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConflictsScreen } from '../../../src/renderer/screens/conflicts/conflicts-screen.tsx';
import type { ConflictDetail } from '../../../src/shared/ipc/conflicts.ts';
import { unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { shopModels } from '../support/shop.ts';

const north = { branchId: 'b-1', name: 'North', at: '2026-11-23T08:00:00.000Z' };
const south = { branchId: 'b-2', name: 'South', at: '2026-11-23T08:01:00.000Z' };

const conflict: ConflictDetail = {
  id: 'c-1',
  modelName: 'Product',
  modelId: 'p-tea',
  kind: 'fields',
  rule: 'last-write-wins',
  title: 'Tea',
  at: '2026-11-23T08:02:00.000Z',
  state: 'open',
  fields: ['name', 'price_cents'],
  ours: { ...north, action: 'update', record: { id: 'p-tea', name: 'Green tea', price_cents: 250 } },
  theirs: { ...south, action: 'update', record: { id: 'p-tea', name: 'Black tea', price_cents: 300 } },
  resolved: null,
  unreadable: false,
  differences: [
    {
      name: 'name',
      ours: 'Green tea',
      oursBy: north,
      theirs: 'Black tea',
      theirsBy: south,
      winner: 'theirs',
      lost: [],
      current: 'Black tea',
    },
    {
      name: 'price_cents',
      ours: 250,
      oursBy: north,
      theirs: 300,
      theirsBy: south,
      winner: 'theirs',
      lost: [],
      current: 300,
    },
  ],
  current: { id: 'p-tea', name: 'Black tea', price_cents: 300 },
  reason: null,
};

let bridge: FakeBridge;
let shown: ConflictDetail;

beforeEach(() => {
  shown = conflict;
  bridge = createFakeBridge({
    'access.state': () => unlocked,
    'records.models': () => shopModels,
    'conflicts.list': ({ state }) =>
      state === 'resolved' ? { rows: [], total: 0, open: 1 } : { rows: [shown], total: 1, open: 1 },
    'conflicts.get': () => shown,
    'conflicts.resolve': () => ({ changed: true }),
  });
});

async function open() {
  const { user } = await renderScreen(<ConflictsScreen state="open" id="c-1" />, bridge);
  return { user, drawer: within(await screen.findByRole('dialog', { name: 'Tea: conflict' })) };
}

describe('Conflicts', () => {
  it('lists who and what, and teaches where there is none', async () => {
    const { view } = await renderScreen(<ConflictsScreen state="open" id={null} />, bridge);
    await screen.findByText('Product: Tea');
    screen.getByText('Changed by two: Name, Price');
    view.unmount();
    await renderScreen(<ConflictsScreen state="resolved" id={null} />, bridge);
    await screen.findByText('Nothing was decided yet');
  });

  it('shows both values of each field and which one stands', async () => {
    const { drawer } = await open();
    const row = within(await drawer.findByRole('row', { name: /Name/ }));
    row.getByText('Green tea');
    expect(row.getByText('Black tea').closest('td')?.textContent).toContain('stands');
    expect(drawer.getByRole('radio', { name: /Name: Theirs/ })).toHaveProperty('checked', true);
    drawer.getByText('2.50');
  });

  it('keeps a whole side with one press', async () => {
    const { user, drawer } = await open();
    await user.click(await drawer.findByRole('button', { name: 'Keep ours' }));
    expect(bridge.asked('conflicts.resolve')).toEqual([{ id: 'c-1', keep: 'ours' }]);
    await screen.findByText(/Decided. The record was changed/);
  });

  it('saves a mix field by field, the fields that were not touched as they stand', async () => {
    const { user, drawer } = await open();
    await user.click(await drawer.findByRole('radio', { name: /Name: Ours/ }));
    await user.click(drawer.getByRole('button', { name: 'Save this choice' }));
    expect(bridge.asked('conflicts.resolve')).toEqual([{ id: 'c-1', values: { name: 'Green tea', price_cents: 300 } }]);
  });

  it('offers no mix where the record is deleted, only the sides', async () => {
    shown = {
      ...conflict,
      kind: 'delete-update',
      fields: [],
      differences: [],
      current: null,
      ours: { ...north, action: 'delete', record: null },
    };
    const { drawer } = await open();
    await drawer.findByText('Deleted');
    expect(drawer.queryByRole('radio')).toBeNull();
    drawer.getByRole('button', { name: 'Keep theirs' });
  });

  it('shows one that cannot be read among the others, with what to do, and lets it be decided', async () => {
    const nobody = { branchId: null, name: null, at: null, action: 'update', record: null } as const;
    shown = { ...conflict, rule: null, fields: [], ours: nobody, theirs: nobody, differences: [], unreadable: true };
    const { user, drawer } = await open();
    await screen.findByText('Cannot be read');
    await drawer.findByText(/its two sides cannot be shown/);
    expect(screen.queryByText('Head office')).toBeNull();
    await user.click(drawer.getByRole('button', { name: 'Leave the record as it is' }));
    expect(bridge.asked('conflicts.resolve')).toEqual([{ id: 'c-1', values: {} }]);
  });

  it('covers what is sensitive until a person asks', async () => {
    shown = {
      ...conflict,
      modelName: 'Customer',
      fields: ['phone'],
      differences: [
        {
          name: 'phone',
          ours: '555-0101',
          oursBy: north,
          theirs: '555-0202',
          theirsBy: south,
          winner: 'ours',
          lost: [],
          current: '555-0101',
        },
      ],
    };
    const { user, drawer } = await open();
    await drawer.findByRole('row', { name: /Phone/ });
    expect(drawer.queryByText('555-0101')).toBeNull();
    await user.click(drawer.getByRole('button', { name: 'Show hidden fields' }));
    drawer.getByText('555-0202');
  });
});
