import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useView } from '../../../src/renderer/navigation/use-view.ts';
import { LogScreen } from '../../../src/renderer/screens/log/log-screen.tsx';
import type { ListedLog } from '../../../src/shared/ipc/logs.ts';
import type { ListedRecord } from '../../../src/shared/ipc/records.ts';
import { logOf, statusOf, unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { shopModels, tea } from '../support/shop.ts';

const refused = logOf(7, {
  sync_status: 'failed',
  sync_attempts: 1,
  error_code: 'duplicate-value',
  error_field: 'sku',
  error_message: 'Another product has this SKU.',
});

let logs: ListedLog[];
let answers: Answers;
let bridge: FakeBridge;

beforeEach(() => {
  logs = [refused, logOf(6), logOf(5)];
  answers = {
    'access.state': () => unlocked,
    'sync.status': () => statusOf(),
    'records.models': () => [],
    'records.get': () => ({ record: { id: 'p-7' }, state: 'refused', referenceTitles: {} }),
    'logs.list': ({ filter, offset = 0, limit = 100, counted }) => {
      const found = logs.filter((log) => filter?.status === undefined || log.sync_status === filter.status);
      return { rows: found.slice(offset, offset + limit), total: counted ? found.length : null };
    },
    'logs.causes': () => [
      {
        code: 'duplicate-value',
        model: 'Product',
        sentence: 'Another product has this SKU.',
        count: 12,
        together: 0,
        waiting: 3,
        newestId: 7,
      },
    ],
    'logs.get': ({ id }) => ({
      log: logs.find((log) => log.id === id) ?? refused,
      title: `Tea ${id}`,
      waitingBehind: [{ ...logOf(8, { held_by: 7, model_name: 'SaleItem' }), title: 'Tea' }],
      waitingCount: 3,
    }),
    'logs.retry': () => ({ retried: 12 }),
    'logs.takeHeadOffice': () => ({ givenUp: 1 }),
    'logs.takeHeadOfficeOfCause': () => ({ givenUp: 12 }),
  };
  bridge = createFakeBridge(answers);
});

function App() {
  const view = useView();
  return view.screen === 'log' ? <LogScreen status={view.status} id={view.id} /> : null;
}

async function openLog(hash = '#/log') {
  window.location.hash = hash;
  return renderScreen(<App />, bridge);
}

describe('the log', () => {
  it('takes a day as the language of the app writes it, whatever the browser speaks, and says how where it is none', async () => {
    const { user } = await openLog();
    const from = screen.getByRole('textbox', { name: 'From' });
    expect(from).toHaveProperty('placeholder', 'dd/mm/yyyy');
    await user.type(from, '24/11/2026');
    const start = new Date(2026, 10, 24).toISOString();
    await waitFor(() => expect(bridge.asked('logs.list').some(({ filter }) => filter?.from === start)).toBe(true));
    await user.clear(from);
    await user.type(from, '11/24/2026');
    await user.tab();
    expect((await screen.findByRole('alert')).textContent).toBe('Type it as dd/mm/yyyy.');
    expect(from.getAttribute('aria-invalid')).toBe('true');
    await user.clear(from);
    await user.type(from, '1.2.26');
    await user.tab();
    expect(from).toHaveProperty('value', '01/02/2026');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('asks for what the filters say, and says how many were found', async () => {
    const { user } = await openLog();
    expect(await screen.findByText('3 changes in the log')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('State'), 'failed');
    expect(await screen.findByText('1 change found')).toBeTruthy();
    expect(window.location.hash).toBe('#/log?status=failed');
    await user.type(screen.getByLabelText('Record id, model or reason'), 'sku');
    await waitFor(() => expect(bridge.asked('logs.list').at(-1)?.filter).toEqual({ status: 'failed', text: 'sku' }));
  });

  it('shows one that cannot be read among the others, with what to do', async () => {
    logs = [
      logOf(7, { sync_status: 'pending', unreadable: true }),
      logOf(6),
      logOf(5, { sync_status: 'completed', unreadable: true }),
    ];
    await openLog();
    expect(await screen.findAllByText(/Cannot be read/)).toHaveLength(2);
    window.location.hash = '#/log?id=7';
    await screen.findByText(/damaged, so it cannot be sent as it is/);
    window.location.hash = '#/log?id=5';
    await screen.findByText(/Head office has confirmed it/);
  });

  it('repairs all refusals of one cause with one action', async () => {
    const { user } = await openLog();
    const causes = within(await screen.findByRole('region', { name: 'Refused changes by reason' }));
    expect(causes.getByText('12 products refused')).toBeTruthy();
    expect(causes.getByText('3 changes wait until this is settled.')).toBeTruthy();
    await user.click(causes.getByRole('button', { name: 'Send all again' }));
    expect(bridge.asked('logs.retry')).toEqual([{ errorCode: 'duplicate-value', model: 'Product' }]);
    expect(await screen.findByText('12 changes are sent again.')).toBeTruthy();
  });

  it("takes head office's version of a cause only after asking", async () => {
    const { user } = await openLog();
    await user.click(await screen.findByRole('button', { name: "Take head office's version" }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByText("Give 12 changes up for head office's version?")).toBeTruthy();
    expect(bridge.asked('logs.takeHeadOfficeOfCause')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: "Take head office's version" }));
    expect(bridge.asked('logs.takeHeadOfficeOfCause')).toEqual([{ errorCode: 'duplicate-value', model: 'Product' }]);
  });

  it('asks for the PIN instead of showing a change', async () => {
    answers['access.state'] = () => ({ ...unlocked, pinSet: true, unlocked: false });
    await openLog('#/log?id=7');
    expect(await screen.findByText(/needs the branch PIN/)).toBeTruthy();
    expect(bridge.asked('logs.get')).toEqual([]);
    expect(bridge.asked('logs.causes')).toEqual([]);
  });
});

describe('the story of a refused change', () => {
  it('says why, about which field, what waits behind it, and links to the record', async () => {
    await openLog('#/log?id=7');
    const drawer = within(await screen.findByRole('dialog'));
    expect(await drawer.findByText('Another product has this SKU.')).toBeTruthy();
    expect(drawer.getByText(/about the field “SKU”/)).toBeTruthy();
    expect(drawer.getByText('3 changes wait behind it')).toBeTruthy();
    expect(drawer.getByText('and 2 more')).toBeTruthy();
    expect(drawer.getByRole('link', { name: 'Edit the record' }).getAttribute('href')).toBe('#/records/Product/p-7');
  });

  it('shows its details only together with the record above them, so that they are not pushed down', async () => {
    const { promise, resolve } = Promise.withResolvers<ListedRecord>();
    answers['records.models'] = () => shopModels;
    answers['records.get'] = () => promise;
    await openLog('#/log?id=7');
    const drawer = within(await screen.findByRole('dialog'));
    await drawer.findByText('3 changes wait behind it');
    expect(drawer.queryByRole('heading', { name: 'Details' })).toBeNull();
    resolve(tea);
    await drawer.findByRole('heading', { name: 'Details' });
    expect(drawer.getByRole('region', { name: 'The record' })).toBeTruthy();
  });

  it('is sent again alone', async () => {
    const { user } = await openLog('#/log?id=7');
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    expect(bridge.asked('logs.retry')).toEqual([{ ids: [7] }]);
  });
});

describe('the rows of a long log', () => {
  it('are reached with the keyboard, also where they have to be loaded first', async () => {
    logs = Array.from({ length: 950 }, (_, index) => logOf(950 - index));
    const { user } = await openLog();
    const first = await screen.findByRole('link', { name: 'Created: Tea 950' });
    first.focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Created: Tea 949');
    await user.keyboard('{End}');
    // The environment scrolls, but tells nobody.
    screen.getByRole('table').querySelector('[role="presentation"]')?.dispatchEvent(new Event('scroll'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Created: Tea 1'));
  });
});
