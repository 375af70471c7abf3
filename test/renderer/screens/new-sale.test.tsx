import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CallError } from '../../../src/renderer/bridge/call-error.ts';
import { SaleDraftProvider } from '../../../src/renderer/screens/sale/sale-draft.tsx';
import { SaleScreen } from '../../../src/renderer/screens/sale/sale-screen.tsx';
import type { ListedRecord } from '../../../src/shared/ipc/records.ts';
import { newId } from '../../../src/shared/ids.ts';
import { emptyDraft, mostLines } from '../../../src/shared/sale-draft.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { coffee, listed, shopModels, tea } from '../support/shop.ts';

let products: ListedRecord[];
let answers: Answers;
let bridge: FakeBridge;

beforeEach(() => {
  products = [tea, coffee];
  answers = {
    'records.models': () => shopModels,
    'records.getMany': ({ ids }) => products.filter(({ record }) => ids.includes(String(record['id']))),
    'records.get': () =>
      listed({ id: 's', number: '812', total_cents: 250, sold_at: '2026-11-24T09:00:00.000Z' }, { state: 'waiting' }),
    'records.list': () => ({ rows: [listed({ id: 'k', name: 'Ada Becker' })], total: 1 }),
    'sales.findProducts': ({ text }) => {
      const has = (listing: ListedRecord, name: string) => String(listing.record[name] ?? '');
      const exact = products.filter((product) => [has(product, 'barcode'), has(product, 'sku')].includes(text));
      if (exact.length > 0) return { exact: true, products: exact };
      const found = products.filter((product) =>
        ['name', 'barcode'].some((name) => has(product, name).toLowerCase().includes(text.toLowerCase())),
      );
      return { exact: false, products: found };
    },
    'sales.drafts': () => [],
    'sales.keepDraft': () => ({}),
    'sales.create': ({ id }) => ({ sale: { id: id ?? '', number: '812' }, items: [] }),
  };
  bridge = createFakeBridge(answers);
});

const open = async () =>
  await renderScreen(
    <SaleDraftProvider>
      <SaleScreen />
    </SaleDraftProvider>,
    bridge,
  );
const scanField = () => screen.getByRole('combobox', { name: 'Product' });
const quantityOf = (name: string) => screen.findByRole('textbox', { name: `Quantity of ${name}` });
const lines = () =>
  within(screen.getByRole('table', { name: 'Products in this sale' }))
    .getAllByRole('row')
    .slice(1);

/** Products are found only when they are released. */
function holdLookUp(): { readonly release: () => void } {
  const answer = answers['sales.findProducts'];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  answers['sales.findProducts'] = async (input) => {
    await held;
    return answer?.(input) ?? { exact: false, products: [] };
  };
  return { release: () => release() };
}

const pressEnter = (modifiers: { readonly ctrlKey?: boolean } = {}): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter', ...modifiers });
};
function scanAtOnce(code: string): void {
  fireEvent.change(scanField(), { target: { value: code } });
  pressEnter();
}
const saveAtOnce = (): void => pressEnter({ ctrlKey: true });

describe('scanning', () => {
  it('adds a product by its code at once, and one more when it comes again', async () => {
    const { user } = await open();
    expect(scanField()).toBe(document.activeElement);
    await user.keyboard('4006381333931{Enter}');
    expect(await quantityOf('Tea')).toHaveProperty('value', '1');
    await user.keyboard('4006381333931{Enter}');
    await waitFor(async () => expect(await quantityOf('Tea')).toHaveProperty('value', '2'));
    expect(lines()).toHaveLength(1);
    expect(scanField()).toHaveProperty('value', '');
    expect(scanField()).toBe(document.activeElement);
  });

  it('keeps the codes of a fast scanner apart while the first is still looked up', async () => {
    const { release } = holdLookUp();
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}4006381333948{Enter}');
    release();
    await quantityOf('Coffee');
    expect(lines().map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
      expect.stringContaining('Coffee'),
      expect.stringContaining('Tea'),
    ]);
    expect(scanField()).toHaveProperty('value', '');
  });

  it('says what it does not know, leaves the sale as it was, and lets the next scan replace it', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await quantityOf('Tea');
    await user.keyboard('999999999999{Enter}');
    expect(await screen.findByText('No product found for “999999999999”.')).toBeTruthy();
    expect(lines()).toHaveLength(1);
    await user.keyboard('4006381333948{Enter}');
    await quantityOf('Coffee');
    expect(screen.queryByText(/No product found/)).toBeNull();
  });

  it('goes on saying which of many codes it did not know, whatever was scanned after it', async () => {
    const { release } = holdLookUp();
    const { user } = await open();
    await user.keyboard('999999999999{Enter}4006381333931{Enter}888888888888{Enter}4006381333948{Enter}40063');
    release();
    await quantityOf('Coffee');
    expect(screen.getByRole('alert').textContent).toContain('999999999999');
    expect(screen.getByRole('alert').textContent).toContain('888888888888');
    // What is being scanned is not taken for what was not understood.
    await user.keyboard('81333931{Enter}');
    await waitFor(async () => expect(await quantityOf('Tea')).toHaveProperty('value', '2'));
  });

  it('never takes a product whose code merely contains the scanned one', async () => {
    const { user } = await open();
    await user.keyboard('006381333{Enter}');
    await screen.findByText(/products fit/);
    products = [tea];
    await user.clear(scanField());
    await user.keyboard('400638133393{Enter}');
    await screen.findByText(/1 product comes close/);
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('does not sell what is not sold any more', async () => {
    products = [listed({ ...tea.record, active: false })];
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await screen.findByText(/“Tea” is not sold any more/);
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('takes a product for removed only when that is known, never while it is being looked up', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await screen.findByText(/5 in stock/);
    const answer = answers['records.getMany'];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    answers['records.getMany'] = async (input) => {
      await held;
      return answer?.(input) ?? [];
    };
    await user.keyboard('4006381333948{Enter}');
    await quantityOf('Coffee');
    expect(screen.queryByText(/removed at head office/)).toBeNull();
    products = [tea];
    release();
    await screen.findByText(/removed at head office/);
  });

  it('works wherever the focus is: on a button, and in the quantity of a line', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await quantityOf('Tea');
    screen.getByRole('button', { name: /^Save sale/ }).focus();
    await user.keyboard('4006381333948{Enter}');
    const quantity = await quantityOf('Coffee');
    await user.click(quantity);
    await user.keyboard('4006381333931{Enter}');
    await waitFor(async () => expect(await quantityOf('Tea')).toHaveProperty('value', '2'));
    expect(await quantityOf('Coffee')).toHaveProperty('value', '1');
  });
});

it('finds a product by words, with the arrow keys', async () => {
  const { user } = await open();
  await user.keyboard('e');
  await screen.findByRole('option', { name: /Coffee/ });
  await user.keyboard('{ArrowDown}{ArrowDown}');
  const active = scanField().getAttribute('aria-activedescendant');
  expect(document.getElementById(active ?? '')?.textContent).toContain('Coffee');
  await user.keyboard('{Enter}');
  await quantityOf('Coffee');
  expect(screen.queryByRole('option')).toBeNull();
});

it('changes quantities by typing and by arrow keys, and forgets what is no quantity', async () => {
  const { user } = await open();
  await user.keyboard('TEA-1{Enter}');
  const quantity = await quantityOf('Tea');
  await user.click(quantity);
  await user.keyboard('12');
  expect(screen.getByText('30.00', { selector: 'output' })).toBeTruthy();
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
  expect(quantity).toHaveProperty('value', '13');
  await user.clear(quantity);
  await user.keyboard('0{Enter}');
  expect(quantity).toHaveProperty('value', '13');
  expect(screen.getByText(/only 5 left in stock/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Remove Tea' }));
  expect(screen.queryByRole('table')).toBeNull();
});

it.each([
  [1, 'only one left in stock'],
  [0, 'none left in stock'],
  [-3, 'none left in stock'],
])('says a stock of %d as a person would', async (stock, words) => {
  products = [{ ...tea, stock }];
  const { user } = await open();
  await user.keyboard('TEA-1{Enter}');
  await user.click(await quantityOf('Tea'));
  await user.keyboard('12');
  expect(screen.getByText(new RegExp(words))).toBeTruthy();
});

describe('saving', () => {
  it('saves everything in one press, says so, and is ready for the next customer', async () => {
    const { user } = await open();
    await user.keyboard('TEA-1{Enter}');
    await quantityOf('Tea');
    await user.click(screen.getByRole('combobox', { name: 'Customer' }));
    await user.keyboard('ada');
    await waitFor(() =>
      expect(screen.getByRole('listbox', { name: 'Customer' }).getAttribute('aria-busy')).toBe('false'),
    );
    await user.keyboard('{ArrowDown}{Enter}');
    await user.click(screen.getByRole('radio', { name: 'Card' }));
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Gift');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Sale 812 saved', { selector: '[role=status] *' })).toBeTruthy();
    expect(bridge.asked('sales.create')).toEqual([
      expect.objectContaining({
        customer_id: 'k',
        payment: 'card',
        note: 'Gift',
        lines: [{ product_id: 'p-tea', quantity: 1, unit_price_cents: 250 }],
      }),
    ]);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByRole('combobox', { name: 'Customer' })).toHaveProperty('value', '');
    expect(screen.getByRole('radio', { name: 'Cash' })).toHaveProperty('checked', true);
    expect(scanField()).toBe(document.activeElement);
  });

  describe('with a customer typed and not picked', () => {
    const customers = (...found: string[]): void => {
      answers['records.list'] = () => ({
        rows: found.map((name, index) => listed({ id: `k${index}`, name })),
        total: found.length,
      });
    };
    const customerField = () => screen.getByRole('combobox', { name: 'Customer' });
    const found = async () =>
      await waitFor(() =>
        expect(screen.getByRole('listbox', { name: 'Customer' }).getAttribute('aria-busy')).toBe('false'),
      );
    const sellTo = async (typed: string) => {
      const { user } = await open();
      await user.keyboard('TEA-1{Enter}');
      await quantityOf('Tea');
      await user.click(customerField());
      await user.keyboard(typed);
      await found();
      return user;
    };

    it.each([
      ['the only one who fits', 'ada', ['Ada Becker']],
      ['the one who is called just so', 'ada becker ', ['Ada Becker', 'Ada Becker-Lund']],
    ])('sells to %s, by the save key in the field', async (_who, typed, names) => {
      customers(...names);
      const user = await sellTo(typed);
      await user.keyboard('{Control>}{Enter}{/Control}');
      await waitFor(() => expect(bridge.asked('sales.create')[0]).toMatchObject({ customer_id: 'k0' }));
      expect(customerField()).toHaveProperty('value', '');
    });

    it('picks the only one who fits when the field is left', async () => {
      customers('Ada Becker');
      const user = await sellTo('bec');
      await user.tab();
      await waitFor(() => expect(customerField()).toHaveProperty('value', 'Ada Becker'));
      expect(screen.queryByText(/is not chosen yet/)).toBeNull();
    });

    it.each([
      ['several fit', ['Ada Becker', 'Adam Reed']],
      ['nobody fits', []],
    ])('saves nothing while %s, says so, and keeps the words', async (_why, names) => {
      customers(...names);
      const user = await sellTo('ada');
      await user.click(screen.getByRole('button', { name: /^Save sale/ }));
      expect(await screen.findByText(/^“ada” is not chosen yet/)).toBeTruthy();
      expect(customerField()).toHaveProperty('value', 'ada');
      await waitFor(() => expect(customerField()).toBe(document.activeElement));
      expect(bridge.asked('sales.create')).toEqual([]);
      await user.clear(customerField());
      expect(screen.queryByText(/is not chosen yet/)).toBeNull();
      await user.keyboard('{Control>}{Enter}{/Control}');
      await waitFor(() => expect(bridge.asked('sales.create')[0]).toMatchObject({ customer_id: null }));
    });
  });

  it('puts a product into the sale that was saved while it was still looked up', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await quantityOf('Tea');
    const { release } = holdLookUp();
    await user.keyboard('4006381333948{Enter}{Control>}{Enter}{/Control}');
    expect(bridge.asked('sales.create')).toEqual([]);
    release();
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));
    expect(bridge.asked('sales.create')[0]?.lines).toHaveLength(2);
  });

  it('does not save when what was looked up meanwhile turns out to be unknown', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await quantityOf('Tea');
    const { release } = holdLookUp();
    await user.keyboard('9999999999999{Enter}{Control>}{Enter}{/Control}');
    release();
    expect(await screen.findByText(/No product found for/)).toBeTruthy();
    expect(bridge.asked('sales.create')).toEqual([]);
    expect(lines()).toHaveLength(1);
  });

  it('takes what a scanner types at once, the save key and the next customer too, each scan in its sale and in its order', async () => {
    const { release } = holdLookUp();
    await open();
    // One after the other without a moment in between, as a scanner with a full buffer does.
    for (const code of ['4006381333931', '4006381333948', '4006381333931']) scanAtOnce(code);
    saveAtOnce();
    scanAtOnce('4006381333948');
    saveAtOnce();
    release();
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(2));
    expect(bridge.asked('sales.create').map(({ lines }) => lines.map((one) => [one.product_id, one.quantity]))).toEqual(
      [
        [
          ['p-coffee', 1],
          ['p-tea', 2],
        ],
        [['p-coffee', 1]],
      ],
    );
    const [first, second] = bridge.asked('sales.create');
    expect(first?.id).not.toBe(second?.id);
    expect(screen.queryByText(/Nothing to save yet/)).toBeNull();
  });

  it('waits for the product that was chosen from a list that was not there yet', async () => {
    const { release } = holdLookUp();
    const { user } = await open();
    await user.keyboard('tea{ArrowDown}{Enter}{Control>}{Enter}{/Control}');
    expect(screen.queryByText(/Nothing to save yet/)).toBeNull();
    release();
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));
    expect(bridge.asked('sales.create')[0]?.lines).toMatchObject([{ product_id: 'p-tea' }]);
  });

  it('takes what stands in the field into the sale that is saved, by key and by button', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));
    await user.keyboard('TEA-1{Enter}');
    await quantityOf('Tea');
    await user.keyboard('4006381333948');
    await user.click(screen.getByRole('button', { name: /^Save sale/ }));
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(2));
    expect(bridge.asked('sales.create').map(({ lines }) => lines.length)).toEqual([1, 2]);
  });

  it('takes the option that is chosen with the arrow keys and saves, by the save key alone', async () => {
    const { user } = await open();
    await user.keyboard('e');
    await screen.findByRole('option', { name: /Coffee/ });
    await waitFor(() =>
      expect(screen.getByRole('listbox', { name: 'Products' }).getAttribute('aria-busy')).toBe('false'),
    );
    await user.keyboard('{ArrowDown}{ArrowDown}{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));
    expect(bridge.asked('sales.create')[0]?.lines).toMatchObject([{ product_id: 'p-coffee' }]);
  });

  it('saves without a code that nobody knows once that was said', async () => {
    const { user } = await open();
    await user.keyboard('4006381333931{Enter}');
    await quantityOf('Tea');
    await user.keyboard('9999999999999{Enter}');
    await screen.findByText(/No product found for/);
    expect(scanField()).toHaveProperty('value', '9999999999999');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));
    expect(scanField()).toHaveProperty('value', '');
  });

  it('leaves a scan that comes while the sale is saved to the next sale', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    answers['sales.create'] = async ({ id }) => {
      await held;
      return { sale: { id: id ?? '', number: '812' }, items: [] };
    };
    const { user } = await open();
    await user.keyboard('TEA-1{Enter}');
    await quantityOf('Tea');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));
    await user.keyboard('4006381333948{Enter}{Control>}{Enter}{/Control}');
    release();
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(2));
    expect(bridge.asked('sales.create')[1]?.lines).toMatchObject([{ product_id: 'p-coffee' }]);
  });

  it('keeps the sale when it was refused, and saves the same sale at the next try', async () => {
    const create = answers['sales.create'];
    answers['sales.create'] = () => {
      throw new CallError({ code: 'database-full', message: 'The disk is full.' });
    };
    const { user } = await open();
    await user.keyboard('TEA-1{Enter}');
    await quantityOf('Tea');
    await user.click(screen.getByRole('button', { name: /^Save sale/ }));
    expect(await screen.findByText(/kept here\. The disk is full\./)).toBeTruthy();
    expect(lines()).toHaveLength(1);
    if (create) answers['sales.create'] = create;
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Sale 812 saved', { selector: '[role=status] *' });
    const [first, second] = bridge.asked('sales.create');
    expect(first?.id).toBeTypeOf('string');
    expect(second?.id).toBe(first?.id);
    await user.keyboard('TEA-1{Enter}');
    await quantityOf('Tea');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(3));
    expect(bridge.asked('sales.create')[2]?.id).not.toBe(first?.id);
  });

  it('saves nothing where there is nothing, and says why', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Nothing to save yet: scan a product first.')).toBeTruthy();
    expect(bridge.asked('sales.create')).toEqual([]);
  });

  it('charges what was shown when the price changes meanwhile, unless the clerk takes the new one', async () => {
    const { user } = await open();
    await user.keyboard('TEA-1{Enter}');
    await quantityOf('Tea');
    products = [listed({ ...tea.record, price_cents: 300 })];
    bridge.tell({ topics: ['records:Product'] });
    await user.click(await screen.findByRole('button', { name: 'Use it' }));
    expect(screen.getByText('3.00', { selector: 'output' })).toBeTruthy();
  });
});

it('goes on with the sale that another page left behind, and says so', async () => {
  const left = { ...emptyDraft(newId()), note: 'for Ada', payment: 'card' as const };
  answers['sales.drafts'] = () => [left];
  await open();
  expect(await screen.findByText(/The sale that was begun is still here/)).toBeTruthy();
  expect(screen.getByLabelText('Note')).toHaveProperty('value', 'for Ada');
  expect(screen.getByRole('radio', { name: 'Card' })).toHaveProperty('checked', true);
});

it('keeps a full sale as it is, and says of what does not fit what to do with it', async () => {
  const lines = Array.from({ length: mostLines }, (_none, index) => ({
    productId: `p-${index}`,
    name: `Product ${index}`,
    sku: `P-${index}`,
    priceCents: 100,
    quantity: 1,
  }));
  answers['sales.drafts'] = () => [{ ...emptyDraft(newId()), lines }];
  const { user } = await open();
  await screen.findByText(/500 pieces/);
  await user.keyboard('TEA-1{Enter}');
  expect(await screen.findByText(/“Tea” is not in the sale: a sale holds 500 lines/)).toBeTruthy();
  expect(screen.getByText(/500 pieces/)).toBeTruthy();
});

it('says that a sale is not kept, why, and what to do', async () => {
  answers['sales.keepDraft'] = () => {
    throw new CallError({ code: 'database-full', message: 'The disk is full.' });
  };
  const { user } = await open();
  await user.keyboard('TEA-1{Enter}');
  const alert = await screen.findByText(
    /This sale would be lost if the app closed now. Save it soon. The disk is full./,
  );
  expect(alert).toBeTruthy();
});

it('clears a sale at one press, and brings it back until the next one is begun', async () => {
  const { user } = await open();
  await user.keyboard('TEA-1{Enter}');
  await quantityOf('Tea');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(screen.queryByRole('table')).toBeNull();
  expect(scanField()).toBe(document.activeElement);
  await user.click(screen.getByRole('button', { name: 'Bring it back' }));
  await quantityOf('Tea');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.asked('sales.create')).toHaveLength(1));

  await user.keyboard('TEA-1{Enter}');
  await quantityOf('Tea');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await user.keyboard('4006381333948{Enter}');
  await quantityOf('Coffee');
  expect(screen.queryByRole('button', { name: 'Bring it back' })).toBeNull();
  expect(lines()).toHaveLength(1);
});

it('keeps a half-made sale while one looks at another screen', async () => {
  function App() {
    const [there, setThere] = useState(true);
    return (
      <SaleDraftProvider>
        <button type="button" onClick={() => setThere(!there)}>
          Go
        </button>
        {there && <SaleScreen />}
      </SaleDraftProvider>
    );
  }
  const { user } = await renderScreen(<App />, bridge);
  await user.keyboard('TEA-1{Enter}');
  await quantityOf('Tea');
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(screen.queryByRole('table')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(lines()).toHaveLength(1);
});
