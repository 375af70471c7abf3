import { expect, test } from './shop-test.ts';

test('a scanner that types faster than products are found loses none of them, and the save key comes last', async ({
  shop,
}) => {
  await shop.addProducts(8);
  const a = await shop.branch('Till A');
  const page = await shop.enter(a.url(), '/sale');
  const { keyboard } = page;
  const scanner = page.getByRole('combobox', { name: 'Product' });
  await expect(scanner).toBeFocused();
  const code = (number: number): string => String(4_000_000_000_000 + number);
  const scans = [1, 2, 3, 2, 4, 5, 6, 1, 7, 8];

  // No moment between the keys: nothing is waited for, also not before the save key.
  for (const number of scans) {
    await keyboard.type(code(number));
    await keyboard.press('Enter');
  }
  await keyboard.press('Control+Enter');
  await keyboard.type(code(3));
  await keyboard.press('Control+Enter');
  // Chosen by its name before the list was there.
  await keyboard.type('number 8');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await keyboard.press('Control+Enter');

  const sales = async () => {
    const { rows } = await a.app.call('records.list', { model: 'Sale', orderBy: 'created_at', descending: false });
    return rows.map(({ record }) => record['total_cents']);
  };
  await expect.poll(sales).toEqual([10 * 250, 250, 250]);
  await expect(scanner).toHaveValue('');
  await expect(page.getByText('Nothing to save yet')).toHaveCount(0);
  const items = await a.app.call('records.list', { model: 'SaleItem', limit: 100 });
  expect(items.rows.map(({ record }) => Number(record['quantity'])).reduce((sum, one) => sum + one, 0)).toBe(12);
});
