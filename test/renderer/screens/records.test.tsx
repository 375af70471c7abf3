import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import { useView } from '../../../src/renderer/navigation/use-view.ts';
import { RecordsScreen } from '../../../src/renderer/screens/records/records-screen.tsx';
import type { ListedRecord } from '../../../src/shared/ipc/records.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { change, coffee, listed, shopModels, tea } from '../support/shop.ts';

let records: Record<string, ListedRecord[]>;
let answers: Answers;
let bridge: FakeBridge;

beforeEach(() => {
  records = {
    Product: [tea, coffee],
    Category: [listed({ id: 'c-hot', name: 'Hot drinks' }), listed({ id: 'c-cold', name: 'Cold drinks' })],
    Customer: [listed({ id: 'k-ada', name: 'Ada', phone: '+44 7700 900123' })],
    StockMovement: [
      listed(
        { id: 'm', product_id: 'p-tea', quantity: 24, reason: 'delivery' },
        { state: 'waiting', referenceTitles: { product_id: 'Tea' } },
      ),
    ],
  };
  answers = {
    'records.models': () => shopModels,
    'records.list': ({ model, search }) => {
      const rows = (records[model] ?? []).filter(({ record }) =>
        String(record['name'] ?? '')
          .toLowerCase()
          .includes((search ?? '').toLowerCase()),
      );
      return { rows, total: rows.length };
    },
    'records.get': ({ model, id }) => {
      const found = records[model]?.find(({ record }) => record['id'] === id);
      if (!found) throw new CallError({ code: 'not-found', message: `There is no ${model} with this id.` });
      return found;
    },
    'records.history': () => [],
    'records.save': () => ({ id: 'new' }),
    'records.remove': () => ({ removed: 1 }),
  };
  bridge = createFakeBridge(answers);
});

function App() {
  const view = useView();
  return view.screen === 'records' ? <RecordsScreen model={view.model} id={view.id} /> : <p>Another screen</p>;
}

async function open(hash: string) {
  window.location.hash = hash;
  return await renderScreen(<App />, bridge);
}

const field = (name: string) => screen.findByRole('textbox', { name: new RegExp(`^${name}`) });
const save = () => screen.getByRole('button', { name: 'Save' });

describe('the table', () => {
  it('shows a model, sorts it by a column, and searches it', async () => {
    const { user } = await open('#/records/Product');
    const row = await screen.findByRole('row', { name: /Tea/ });
    expect(row.textContent).toContain('2.50');
    expect(row.textContent).toContain('Hot drinks');
    expect(row.textContent).toContain('Confirmed');
    await user.click(screen.getByRole('button', { name: 'Price' }));
    await user.type(screen.getByRole('searchbox', { name: 'Search products' }), 'cof');
    await waitFor(() =>
      expect(bridge.asked('records.list').at(-1)).toMatchObject({
        search: 'cof',
        orderBy: 'price_cents',
        descending: false,
        offset: 0,
      }),
    );
    expect(await screen.findByText('1 found')).toBeTruthy();
    expect(screen.queryByRole('row', { name: /Tea/ })).toBeNull();
  });

  it('keeps its place when a person jumps to rows that are not loaded yet', async () => {
    const many = Array.from({ length: 1000 }, (_none, index) =>
      listed({ ...tea.record, id: `p-${index}`, name: `Product ${index}` }),
    );
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    answers['records.list'] = async ({ offset = 0, limit = 100 }) => {
      if (offset > 0) await held;
      return { rows: many.slice(offset, offset + limit), total: many.length };
    };
    await open('#/records/Product');
    await screen.findByRole('row', { name: /Product 0 / });
    const table = screen.getByRole('table', { name: 'Products' });
    const scroller = table.querySelector('[role=presentation]');
    if (!scroller) throw new Error('The table does not scroll');
    scroller.scrollTop = 700 * 40;
    fireEvent.scroll(scroller);
    expect((await screen.findAllByText('Loading …')).length).toBeGreaterThan(0);
    expect(table.getAttribute('aria-rowcount')).toBe('1001');
    release();
    await screen.findByRole('row', { name: /Product 705 / });
  });

  it('filters by state, and teaches where nothing is found', async () => {
    const { user } = await open('#/records/Product');
    await screen.findByRole('row', { name: /Tea/ });
    records['Product'] = [];
    await user.selectOptions(screen.getByRole('combobox', { name: 'Show by state' }), 'refused');
    expect(await screen.findByText('Nothing found')).toBeTruthy();
    expect(bridge.asked('records.list').at(-1)).toMatchObject({ state: 'refused' });
    records['Product'] = [tea];
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await screen.findByRole('row', { name: /Tea/ });
  });
});

describe('a new record', () => {
  it('says at each field what is missing, and goes to the first', async () => {
    const { user } = await open('#/records/Product/new');
    await field('Name');
    await user.click(save());
    expect(screen.getAllByText('Please fill this in.')).toHaveLength(3);
    expect(await field('Name')).toBe(document.activeElement);
    expect(bridge.asked('records.save')).toEqual([]);
  });

  it('is saved with its money in cents, and with a reference picked by keyboard', async () => {
    const { user } = await open('#/records/Product/new');
    await user.type(await field('Name'), 'Cocoa');
    await user.type(await field('SKU'), 'COC-1');
    await user.tab();
    expect(screen.getByRole('combobox', { name: 'Category' })).toBe(document.activeElement);
    await user.keyboard('cold');
    await waitFor(() => expect(screen.getByRole('listbox').getAttribute('aria-busy')).toBe('false'));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByRole('combobox', { name: 'Category' })).toHaveProperty('value', 'Cold drinks');
    await user.type(await field('Price'), '3.5');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(window.location.hash).toBe('#/records/Product'));
    expect(bridge.asked('records.save')).toEqual([
      {
        model: 'Product',
        data: { name: 'Cocoa', sku: 'COC-1', category_id: 'c-cold', price_cents: 350, active: true },
      },
    ]);
    expect(await screen.findByText('Product saved. It goes to head office by itself.')).toBeTruthy();
  });

  it('is not saved without a reference that was typed and not picked', async () => {
    const list = answers['records.list'];
    answers['records.list'] = (input) =>
      input.model === 'Category' ? { rows: [], total: 0 } : (list?.(input) ?? { rows: [], total: 0 });
    const { user } = await open('#/records/Product/new');
    await user.type(await field('Name'), 'Cocoa');
    await user.type(await field('SKU'), 'COC-1');
    await user.tab();
    await user.keyboard('winter');
    await user.type(await field('Price'), '3.5');
    expect((await screen.findByRole('alert')).textContent).toContain('“winter” is not chosen yet');
    await user.click(save());
    expect(bridge.asked('records.save')).toEqual([]);
    expect(screen.getByRole('combobox', { name: 'Category' })).toHaveProperty('value', 'winter');
  });

  it('shows what the branch refuses at the field it names', async () => {
    answers['records.save'] = () => {
      throw new CallError({ code: 'duplicate-value', message: 'Duplicate.', field: 'sku' });
    };
    const { user } = await open('#/records/Product/new');
    await user.type(await field('Name'), 'Cocoa');
    await user.type(await field('SKU'), 'TEA-1');
    await user.type(await field('Price'), '1');
    await user.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText('Another product has this SKU already. Choose another one.')).toBeTruthy();
    const sku = await field('SKU');
    expect(sku).toBe(document.activeElement);
    expect(sku.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a record that is changed', () => {
  it('opens together with its parts above it, so that they do not push its form down', async () => {
    answers['records.models'] = () =>
      shopModels.map((model) => ({
        ...model,
        fields: model.fields.map((one) => (one.name === 'product_id' ? { ...one, partOf: true } : one)),
      }));
    const list = answers['records.list'];
    const { promise, resolve } = Promise.withResolvers<void>();
    answers['records.list'] = async (input) => {
      if (input.where) await promise;
      return (await list?.(input)) ?? { rows: [], total: 0 };
    };
    await open('#/records/Product/p-tea');
    await waitFor(() => expect(bridge.asked('records.get')).toHaveLength(1));
    await waitFor(() => expect(bridge.asked('records.list').some(({ where }) => where)).toBe(true));
    expect(screen.queryByRole('dialog')).toBeNull();
    resolve();
    expect(within(await screen.findByRole('dialog')).getByText('Stock movements (1)')).toBeTruthy();
  });

  it('sends the fields that were changed and no others', async () => {
    const { user } = await open('#/records/Product/p-tea');
    const price = await field('Price');
    await user.clear(price);
    await user.type(price, '2.75');
    await user.click(save());
    await waitFor(() => expect(bridge.asked('records.save')).toHaveLength(1));
    expect(bridge.asked('records.save')[0]).toEqual({ model: 'Product', data: { id: 'p-tea', price_cents: 275 } });
  });

  it('follows what is changed elsewhere, but for what the person is typing', async () => {
    const { user } = await open('#/records/Product/p-tea');
    const price = await field('Price');
    await user.clear(price);
    await user.type(price, '2.75');
    records['Product'] = [listed({ ...tea.record, name: 'Green tea', price_cents: 300 })];
    bridge.tell({ topics: ['records:Product'] });
    await waitFor(async () => expect(await field('Name')).toHaveProperty('value', 'Green tea'));
    expect(price).toHaveProperty('value', '2.75');
    expect(screen.getByText(/Changed elsewhere to: 3\.00/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take that' }));
    expect(price).toHaveProperty('value', '3.00');
    expect(screen.queryByText(/Changed elsewhere/)).toBeNull();
  });

  it('can be read and not saved when it was removed elsewhere', async () => {
    const { user } = await open('#/records/Product/p-tea');
    await user.type(await field('Name'), ' and honey');
    records['Product'] = [];
    bridge.tell({ topics: ['records:Product'] });
    expect(await screen.findByText(/was removed while it was open/)).toBeTruthy();
    expect(await field('Name')).toHaveProperty('value', 'Tea and honey');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('is not left unsaved without asking, however one leaves', async () => {
    const { user } = await open('#/records/Product/p-tea');
    await user.type(await field('Name'), '!');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    const first = await screen.findByRole('alertdialog');
    await user.click(within(first).getByRole('button', { name: 'Cancel' }));
    expect(await field('Name')).toHaveProperty('value', 'Tea!');
    window.location.hash = '#/sync';
    const second = await screen.findByRole('alertdialog');
    expect(screen.queryByText('Another screen')).toBeNull();
    expect(window.location.hash).toBe('#/records/Product/p-tea');
    await user.click(within(second).getByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByText('Another screen')).toBeTruthy();
    expect(bridge.asked('records.save')).toEqual([]);
  });
});

it('says at once why head office refused a change of it, and leads to what can be done', async () => {
  records['Product'] = [{ ...tea, state: 'refused' }];
  answers['records.history'] = () => [
    change({ id: 7, sync_status: 'failed', error_message: 'Another product has this SKU.' }),
    change({ id: 6 }),
  ];
  await open('#/records/Product/p-tea');
  const said = await screen.findByRole('alert');
  expect(said.textContent).toContain('Another product has this SKU.');
  expect(within(said).getByRole('link').getAttribute('href')).toBe('#/log?id=7');
});

it('keeps sensitive values covered until a person asks to see one', async () => {
  const { user } = await open('#/records/Customer/k-ada');
  const phone = await field('Phone');
  expect(phone).toHaveProperty('value', '••••••••');
  expect(document.body.innerHTML).not.toContain('900123');
  await user.click(screen.getByRole('button', { name: 'Show Phone' }));
  expect(await field('Phone')).toHaveProperty('value', '+44 7700 900123');
});

it('shows what is never changed without a form and without a way to remove it', async () => {
  await open('#/records/StockMovement/m');
  expect(await screen.findByText(/never changed or removed/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Tea', current: false }).getAttribute('href')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
});

describe('removing', () => {
  it('asks, removes and says so', async () => {
    const { user } = await open('#/records/Product/p-tea');
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    const dialog = screen.getByRole('alertdialog', { name: 'Remove “Tea”?' });
    expect(bridge.asked('records.remove')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('Product “Tea” removed.')).toBeTruthy();
    expect(bridge.asked('records.remove')).toEqual([{ model: 'Product', id: 'p-tea' }]);
    expect(window.location.hash).toBe('#/records/Product');
  });

  it('says why it cannot', async () => {
    answers['records.remove'] = () => {
      throw new CallError({ code: 'still-referenced', message: '3 SaleItem records refer to it.' });
    };
    const { user } = await open('#/records/Product/p-tea');
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText(/not removed, because other records use it/)).toBeTruthy();
  });
});
