import { expect } from './shop-test.ts';
import { test } from './looks/look-test.ts';

// The looks see four windows; a table changes its columns between them, where each width must still hold all that it shows.
const widths = [1240, 1160, 1080, 1000, 920, 840, 760, 680, 600];

// The least that a person finds in a window of 760 pixels, beside the navigation, so that its room is used.
for (const [name, of, view, at760] of [
  ['sales', 'full', '/records/Sale', 3],
  ['products', 'full', '/records/Product', 3],
  ['customers', 'full', '/records/Customer', 2],
  ['stock movements', 'full', '/records/StockMovement', 3],
  ['log', 'full', '/log', 3],
  ['conflicts', 'troubled', '/conflicts', 2],
] as const) {
  test(`the table of ${name} shows its columns whole at every width, and as many as there is room for`, async ({
    context,
    show,
  }) => {
    const page = await show(context, { name, of, view });
    const head = page.getByRole('row').first();
    await head.waitFor();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const tooWide = async (): Promise<number> => await head.evaluate((row) => row.scrollWidth - row.clientWidth);
      // The columns follow the width a frame later.
      await expect.soft
        .poll(tooWide, { message: `pixels that are cut in a window of ${width}`, timeout: 4000 })
        .toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 760, height: 800 });
    const columns = async (): Promise<number> => await page.getByRole('columnheader').count();
    await expect.poll(columns).toBeGreaterThanOrEqual(at760);
  });
}

test('a long name is read whole in a usual window, before columns come that say less', async ({ context, show }) => {
  const page = await show(context, { name: 'products', of: 'troubled', view: '/records/Product' });
  const name = page.getByRole('cell', { name: /Kestrel Breakfast tea, loose leaf, 250 g/ });
  await name.waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  const cut = async (): Promise<number> => await name.evaluate((cell) => cell.scrollWidth - cell.clientWidth);
  await expect.poll(cut).toBeLessThanOrEqual(0);
  await expect(page.getByRole('columnheader')).not.toHaveCount(1);
});
