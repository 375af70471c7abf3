import { expect, test } from './shop-test.ts';

test('the app opens for its own link only, and says so to everybody else', async ({ shop, page, request }) => {
  const url = new URL(await shop.fresh());
  const wrong = new URL(url);
  wrong.searchParams.set('token', 'a'.repeat(43));
  const refused = await page.goto(wrong.href);
  expect(refused?.status()).toBe(401);
  await expect(page.getByText('This link is not valid any more.')).toBeVisible();
  for (const headers of [{}, { authorization: `Bearer ${'a'.repeat(43)}` }]) {
    const answer = await request.post(`${url.origin}/ipc/sync.status`, { headers, data: {} });
    expect(answer.status()).toBe(401);
  }
  const token = url.searchParams.get('token') ?? '';
  const foreign = await request.post(`${url.origin}/ipc/sync.status`, {
    headers: { authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' },
    data: {},
  });
  expect(foreign.status()).toBe(403);

  await page.goto(url.href);
  await expect(page.getByRole('heading', { name: 'Welcome to SyncLog' })).toBeVisible();
  // Out of the address at once, so that it stays in no history.
  expect(page.url()).not.toContain('token');
});
