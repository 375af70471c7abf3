import { expect, test } from './shop-test.ts';

test('the day of a manager: a glance, a refusal repaired by its cause, a conflict decided field by field, everything compared, and the certificate', async ({
  shop,
}) => {
  await shop.addProducts(4);
  const a = await shop.branch('Till A');
  const b = await shop.branch('Till B');
  const tea = async (till: typeof a) =>
    (await till.app.call('records.list', { model: 'Product', where: { sku: 'TEA-1' } })).rows[0]?.record;
  await expect.poll(async () => [await tea(a), await tea(b)].filter(Boolean).length).toBe(2);
  const id = String((await tea(a))?.['id']);

  // While the line of A is down, both change the same product, and B is first with a SKU.
  await a.line.become({ kind: 'cut' });
  await a.app.call('records.save', { model: 'Product', data: { id, name: 'Tea of A', price_cents: 310 } });
  await a.app.call('records.save', { model: 'Product', data: { sku: 'SAME', name: 'Our tea', price_cents: 100 } });
  await b.app.call('records.save', { model: 'Product', data: { id, name: 'Tea of B', price_cents: 290 } });
  await b.app.call('records.save', { model: 'Product', data: { sku: 'SAME', name: 'Their tea', price_cents: 100 } });
  await expect.poll(async () => (await b.app.call('sync.status', {})).counts).toMatchObject({ pending: 0, syncing: 0 });
  await a.line.become({ kind: 'good' });

  const page = await shop.enter(a.url());
  const main = page.getByRole('main');
  const strip = page.getByRole('contentinfo');
  const panel = page.getByRole('dialog');
  const screens = page.getByRole('navigation', { name: 'Screens' });

  await test.step('a glance says that somebody is needed', async () => {
    await expect(main).toContainText(/1 record needs you|2 records need you/);
    await expect(screens.getByRole('link', { name: /Sync log/ })).toContainText('1');
    await expect(screens.getByRole('link', { name: /Conflicts/ })).toContainText('1');
  });

  await test.step('the refusal is repaired from its cause', async () => {
    await screens.getByRole('link', { name: /Sync log/ }).click();
    const causes = page.getByRole('region', { name: 'Refused changes by reason' });
    await expect(causes).toContainText('1 product refused');
    await causes.getByRole('link', { name: 'Show it' }).click();
    await expect(panel).toContainText('"Their tea" has the sku "SAME" at head office already');
    await panel.getByRole('link', { name: 'Edit the record' }).click();
    await panel.getByLabel('SKU').fill('OURS');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(panel).toHaveCount(0);
    await expect
      .poll(async () => (await a.app.call('sync.status', {})).counts)
      .toMatchObject({ pending: 0, syncing: 0, failed: 0 });
  });

  await test.step('the conflict is decided field by field: our name, their price', async () => {
    await screens.getByRole('link', { name: /Conflicts/ }).click();
    await page.getByRole('row', { name: /Product: Tea of/ }).click();
    const field = (name: string) => panel.getByRole('row', { name: new RegExp(`^${name}`) });
    await expect(field('Name')).toContainText('Tea of A');
    await expect(field('Name')).toContainText('Tea of B');
    const pick = async (name: string, value: string) => {
      await field(name)
        .getByRole('cell', { name: new RegExp(value) })
        .getByRole('radio')
        .check();
    };
    await pick('Name', 'Tea of A');
    await pick('Price', '2.90');
    await panel.getByRole('button', { name: 'Save this choice' }).click();
    await expect(panel).toHaveCount(0);
    await expect(main).toContainText('No conflict is open');
    const wanted = { name: 'Tea of A', price_cents: 290 };
    await expect.poll(() => tea(a)).toMatchObject(wanted);
    await expect.poll(() => tea(b)).toMatchObject(wanted);
  });

  await test.step('branch and head office hold the same, and a paper says so', async () => {
    await expect(strip).toContainText('Everything confirmed by head office at');
    await screens.getByRole('link', { name: 'Check' }).click();
    await main.getByRole('button', { name: 'Compare now' }).click();
    await expect(main).toContainText(/Branch and head office hold the same\. Compared at/);
    await main.getByRole('button', { name: 'Make the certificate' }).click();
    const paper = main.getByRole('article');
    await expect(paper).toContainText('Everything of this day is held by head office, the same as here.');
    await expect(paper).toContainText('Till A');
  });
});
