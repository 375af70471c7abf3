import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ActivityCard } from '../../../src/renderer/screens/sync/activity/activity-card.tsx';
import { bucketsOf } from '../../../src/renderer/screens/sync/activity/activity-buckets.ts';
import type { Activity } from '../../../src/shared/activity.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

const hours = [
  { at: '2026-11-22T09:00:00.000Z', recorded: 1200, confirmed: 0 },
  { at: '2026-11-22T15:00:00.000Z', recorded: 3, confirmed: 1203 },
];
const activity: Activity = { from: '2026-11-21T16:00:00.000Z', to: '2026-11-22T16:00:00.000Z', hours };

describe('the buckets of a plot', () => {
  it('are all hours of the span, those without anything too', () => {
    const buckets = bucketsOf(activity, 'day');
    expect(buckets).toHaveLength(24);
    expect(buckets.at(-1)).toEqual({
      at: Date.parse('2026-11-22T15:00:00.000Z'),
      to: Date.parse(activity.to),
      recorded: 3,
      confirmed: 1203,
    });
    expect(buckets[0]).toMatchObject({ recorded: 0, confirmed: 0 });
  });

  it('are days of this computer’s calendar for a month, and lose nothing', () => {
    const buckets = bucketsOf({ ...activity, from: '2026-10-23T16:00:00.000Z' }, 'month');
    expect(buckets.length).toBeGreaterThanOrEqual(30);
    for (const { at } of buckets) expect(new Date(at).getHours()).toBe(0);
    expect(buckets.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(1203);
  });
});

describe('recorded and confirmed', () => {
  it('can be read as a table, reached by the keyboard', async () => {
    const { user } = await renderScreen(<ActivityCard />, createFakeBridge({ 'sync.activity': () => activity }));
    await screen.findByRole('img', { name: /1,203 changes recorded here, 1,203 confirmed by head office/ });
    screen.getByRole('button', { name: 'Show as table' }).focus();
    await user.keyboard('{Enter}');
    const table = within(await screen.findByRole('table', { name: 'Recorded and confirmed' }));
    expect(table.getAllByRole('row')).toHaveLength(4);
    table.getByRole('row', { name: /1,200 0$/ });
    table.getByRole('row', { name: 'Together 1,203 1,203' });
  });

  it('asks for the span that is chosen', async () => {
    const bridge = createFakeBridge({ 'sync.activity': () => activity });
    const { user } = await renderScreen(<ActivityCard />, bridge);
    await user.click(screen.getByRole('button', { name: 'Month' }));
    expect(screen.getByRole('button', { name: 'Month', pressed: true })).toBeTruthy();
    await screen.findByRole('img');
    expect(bridge.asked('sync.activity').map(({ span }) => span)).toEqual(['day', 'month']);
  });

  it('says so when there was nothing', async () => {
    await renderScreen(<ActivityCard />, createFakeBridge({ 'sync.activity': () => ({ ...activity, hours: [] }) }));
    await screen.findByText(/Nothing was recorded here or confirmed/);
  });
});
