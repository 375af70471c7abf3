import { describe, expect, it } from 'vitest';
import { appMenu, type MenuState } from '../../../../src/main/desktop/app-menu.ts';
import { hashOfAction, type MenuLine } from '../../../../src/main/desktop/menu-line.ts';
import { createTexts } from '../../../../src/main/text.ts';

const state: MenuState = { platform: 'linux', canSync: true, open: true, update: null };
const all = (lines: readonly MenuLine[]): MenuLine[] =>
  lines.flatMap((line) => (line.kind === 'menu' ? [line, ...all(line.lines)] : [line]));
const actions = (of: MenuState) => all(appMenu(of)).flatMap((line) => (line.kind === 'action' ? [line] : []));

describe("the app's menu", () => {
  it.each(['linux', 'win32', 'darwin'] as const)('has the same commands on %s, each key once', (platform) => {
    const found = actions({ ...state, platform });
    expect(found.map(({ action }) => action).toSorted()).toEqual(
      ['diagnostics', 'folder', 'home', 'log', 'quit', 'records', 'sale', 'settings', 'sync'].toSorted(),
    );
    const keys = found.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(found.find(({ action }) => action === 'sync')?.accelerator).toBe('CmdOrCtrl+Shift+S');
    expect(found.find(({ action }) => action === 'settings')?.accelerator).toBe('CmdOrCtrl+,');
  });

  it('puts settings and the way out where each system has them', () => {
    const first = (platform: NodeJS.Platform) => {
      const line = appMenu({ ...state, platform })[0];
      return line?.kind === 'menu' ? line.lines.flatMap((item) => (item.kind === 'action' ? [item.action] : [])) : [];
    };
    expect(first('darwin')).toEqual(['settings', 'quit']);
    expect(first('win32')).toEqual(['sale', 'sync', 'settings', 'quit']);
  });

  it('cannot sync without a head office, and go nowhere while the records are not open', () => {
    const enabled = (change: Partial<MenuState>) =>
      actions({ ...state, ...change }).flatMap((line) => (line.enabled ? [line.action] : []));
    expect(enabled({ canSync: false })).not.toContain('sync');
    expect(enabled({ open: false }).toSorted()).toEqual(['folder', 'quit']);
  });

  it('offers a newer version that is here by its number, also where the records are not open', () => {
    const offer = actions({ ...state, open: false, update: '1.2.0' }).find(({ action }) => action === 'update');
    expect(offer).toMatchObject({ enabled: true, params: { version: '1.2.0' } });
  });

  it('zooms by the keys of every keyboard and of the number pad, without showing a command twice', () => {
    const zoom = all(appMenu(state)).flatMap((line) =>
      line.kind === 'role' && /zoom/i.test(line.role) ? [`${line.role} ${line.furtherKey ?? 'seen'}`] : [],
    );
    expect(zoom).toEqual([
      'resetZoom seen',
      'zoomIn seen',
      'zoomOut seen',
      'zoomIn CmdOrCtrl+=',
      'zoomIn CmdOrCtrl+numadd',
      'zoomOut CmdOrCtrl+numsub',
      'resetZoom CmdOrCtrl+num0',
    ]);
  });

  it('says everything in words of the catalogue', async () => {
    const texts = await createTexts('en-GB');
    for (const line of all([...appMenu({ ...state, update: '1.2.0' }), ...appMenu({ ...state, platform: 'darwin' })])) {
      if (line.kind !== 'separator') expect(texts.say({ key: line.textKey, params: {} })).not.toBe(line.textKey);
    }
    expect(Object.values(hashOfAction).every((hash) => hash.startsWith('#/'))).toBe(true);
  });
});
