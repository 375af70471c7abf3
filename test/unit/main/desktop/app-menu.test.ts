import { describe, expect, it } from 'vitest';
import { appMenu, hashOfAction, type MenuLine, type MenuState } from '../../../../src/main/desktop/app-menu.ts';
import { createTexts } from '../../../../src/main/text.ts';

const state: MenuState = { platform: 'linux', canSync: true, open: true };
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

  it('says everything in words of the catalogue', async () => {
    const texts = await createTexts('en-GB');
    for (const line of all([...appMenu(state), ...appMenu({ ...state, platform: 'darwin' })])) {
      if (line.kind !== 'separator') expect(texts.say({ key: line.textKey, params: {} })).not.toBe(line.textKey);
    }
    expect(Object.values(hashOfAction).every((hash) => hash.startsWith('#/'))).toBe(true);
  });
});
