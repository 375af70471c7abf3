import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { fitting, type Finding } from '../../../src/renderer/shell/palette/finding.ts';
import { Navigation } from '../../../src/renderer/shell/navigation.tsx';
import { runOf, statusOf } from '../support/branch-facts.ts';
import { createFakeBridge, type Answers, type FakeBridge } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';
import { listed, shopModels, tea } from '../support/shop.ts';

let answers: Answers;
let bridge: FakeBridge;

beforeEach(() => {
  window.location.hash = '';
  answers = {
    'records.models': () => shopModels,
    'records.list': ({ model }) => (model === 'Product' ? { rows: [tea], total: 1 } : { rows: [], total: 0 }),
    'sync.status': () => statusOf(),
    'sync.now': () => runOf({ pushed: 3 }),
  };
  bridge = createFakeBridge(answers);
});

const field = () => screen.getByRole('combobox', { name: 'Search for a screen, an action or a record' });
const marked = () => screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true');

async function open() {
  const { user } = await renderScreen(<Navigation current="sync" />, bridge);
  const link = await screen.findByRole('link', { name: 'Records' });
  link.focus();
  await user.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(field()).toBe(document.activeElement));
  return { user, link };
}

describe('the palette', () => {
  it('opens by Ctrl+K and by its button, closes by Escape, and is where it was', async () => {
    const { user, link } = await open();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(link).toBe(document.activeElement);
    await user.click(screen.getByRole('button', { name: /^Go to/ }));
    expect(screen.getByRole('dialog', { name: 'Go to' })).toBeTruthy();
  });

  it.each([
    ['conf', '#/conflicts'],
    ['stock', '#/records/StockMovement'],
    ['new prod', '#/records/Product/new'],
  ])('goes where "%s" leads by Enter alone', async (typed, hash) => {
    const { user } = await open();
    await user.keyboard(`${typed}{Enter}`);
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(window.location.hash).toBe(hash));
  });

  it('finds records of every kind, and opens one', async () => {
    const { user } = await open();
    await user.keyboard('tea');
    const found = await screen.findByRole('option', { name: /^Tea.*Product$/ });
    expect(bridge.asked('records.list').every(({ search }) => search === 'tea')).toBe(true);
    await user.click(found);
    await waitFor(() => expect(window.location.hash).toBe('#/records/Product/p-tea'));
  });

  it('has what is called so before what only mentions it', async () => {
    answers['records.list'] = ({ model }) => ({
      rows:
        model === 'Category'
          ? [listed({ id: 'c1', name: 'Bread' })]
          : model === 'Customer'
            ? [listed({ id: 'k1', name: 'Théo' })]
            : [],
      total: 1,
    });
    const { user } = await open();
    await user.keyboard('the');
    await screen.findByRole('option', { name: /Théo/ });
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'ThéoCustomer',
      'BreadCategory',
    ]);
  });

  it('moves by the arrow keys, and begins at the first again when something else is typed', async () => {
    const { user } = await open();
    await user.keyboard('{ArrowDown}');
    expect(screen.getAllByRole('option').indexOf(marked() ?? document.body)).toBe(1);
    await user.keyboard('c');
    expect(screen.getAllByRole('option').indexOf(marked() ?? document.body)).toBe(0);
  });

  it('syncs now, and says what came of it', async () => {
    const { user } = await open();
    await user.keyboard('sync now{Enter}');
    expect(bridge.asked('sync.now')).toEqual([{}]);
    expect(await screen.findByText(/3 changes confirmed by head office/)).toBeTruthy();
  });

  it('says when nothing is called like that', async () => {
    const { user } = await open();
    answers['records.list'] = () => ({ rows: [], total: 0 });
    await user.keyboard('qqq');
    expect(await screen.findByText('Nothing is called like that.')).toBeTruthy();
  });

  it('does not open over a panel', async () => {
    const { user } = await renderScreen(<Navigation current="sync" />, bridge);
    await user.keyboard('{F1}{Control>}k{/Control}');
    expect(within(await screen.findByRole('dialog')).getByRole('heading', { name: 'Keyboard' })).toBeTruthy();
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
  });
});

describe('what fits', () => {
  const finding = (name: string, kind = 'Écran'): Finding => ({
    key: name,
    icon: 'sync',
    name,
    kind,
    run: () => undefined,
  });
  const names = (typed: string): string[] =>
    fitting([finding('Nouvelle vente', 'Action'), finding('Réglages'), finding('Ventes', 'Fiches')], typed).map(
      ({ name }) => name,
    );

  it.each([
    ['', ['Nouvelle vente', 'Réglages', 'Ventes']],
    ['reg', ['Réglages']],
    ['ecran', ['Réglages']],
    ['vente', ['Ventes', 'Nouvelle vente']],
    ['vente nouv', ['Nouvelle vente']],
    ['x', []],
  ])('"%s"', (typed, fits) => expect(names(typed)).toEqual(fits));
});
