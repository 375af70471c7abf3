import { call } from './call.ts';
import { connect, expect, test } from './office-test.ts';

test('lost credentials are told by one notification, whose click leads to where they are renewed', async ({
  open,
  office,
}) => {
  const app = open();
  await connect(app, office);
  const window = await app.window();
  await app.closeWindow();
  await expect.poll(() => window.visible).toBe(false);
  await office.revokeAll();
  await app.clickTray('Sync now');
  await expect
    .poll(() => app.desktop.notifications.map(({ title }) => title))
    .toEqual(['Head office no longer accepts this branch']);
  await expect.poll(() => app.desktop.tray?.image).toMatch(/attention-for-light\.png$/);
  await app.clickNotification('Head office no longer accepts this branch');
  await expect.poll(() => window.visible).toBe(true);
  await expect(window.page()).toHaveURL(/#\/settings$/);
});

test('a pause from the tray is ended from the tray', async ({ open, office }) => {
  const app = open();
  await connect(app, office);
  await app.clickTray('Pause for 1 hour');
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/^Paused until/);
  await app.clickTray('Resume');
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/head office at/);
});

test('a computer that goes to sleep and wakes, or loses its network, is told to the branch', async ({
  open,
  office,
}) => {
  const app = open();
  await connect(app, office);
  app.tell({ type: 'online', online: false });
  const page = await app.page();
  const state = async () => {
    const answer = await call(page, 'sync.now', {});
    const status = await call(page, 'sync.status', {});
    return [answer, status];
  };
  await expect.poll(state).toMatchObject([{}, { value: { connection: { state: 'no-network' } } }]);
  app.tell({ type: 'online', online: true });
  // At rest: a run that is still asked for would take the next cause along.
  await expect
    .poll(async () => await call(page, 'sync.status', {}))
    .toMatchObject({ value: { connection: { state: 'online' }, running: null } });
  app.tell({ type: 'power', event: 'suspend' });
  app.tell({ type: 'power', event: 'resume' });
  await expect.poll(async () => JSON.stringify(await call(page, 'sync.runs', {}))).toContain('"cause":"wake"');
});
