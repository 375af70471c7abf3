import type { MenuItemView } from '../messages.ts';
import { app } from './app.ts';
import { hear, recordCall, tell } from './desktop-link.ts';
import { modelled } from './modelled.ts';

const items = new Map<number, MenuItem>();
let lastId = 0;

/** The labels that Electron gives to roles, as far as tests look at them. */
const roleLabels: Readonly<Record<string, string>> = { quit: 'Quit', close: 'Close Window' };

export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly click: (() => void) | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly _number: number;

  constructor(options: Electron.MenuItemConstructorOptions) {
    lastId += 1;
    this._number = lastId;
    items.set(lastId, this);
    const submenu = options.submenu;
    this.id = options.id ?? '';
    this.role = options.role;
    this.label = options.label ?? roleLabels[options.role ?? ''] ?? '';
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    if (this.type === 'normal' && this.label === '' && this.role === undefined)
      throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    this.accelerator = options.accelerator?.toString();
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    const { click } = options;
    // A click tells the item, the window and how it was made; the app uses none of them.
    this.click = click && (() => (click as () => void)());
  }

  _view(): MenuItemView {
    return {
      id: this._number,
      label: this.label,
      role: this.role ?? null,
      type: this.type,
      accelerator: this.accelerator ?? null,
      enabled: this.enabled,
      visible: this.visible,
      checked: this.checked,
      submenu: this.submenu?._views() ?? [],
    };
  }
}

export class Menu {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.items.push(new MenuItem(item as Electron.MenuItemConstructorOptions));
    return modelled('menu', menu);
  }
  static setApplicationMenu(menu: Menu | null): void {
    tell({ type: 'app-menu', menu: menu?._views() ?? null });
  }

  popup(options: Electron.PopupOptions = {}): void {
    if (options.x !== undefined && options.y === undefined) throw new Error('x must be declared with y');
    tell({ type: 'popup', menu: this._views() });
  }

  _views(): MenuItemView[] {
    return this.items.map((item) => item._view());
  }
}

hear('menu-click', ({ id }) => {
  const item = items.get(id);
  if (!item) throw new Error('A menu item was clicked that does not exist');
  if (!item.enabled) throw new Error(`The menu item "${item.label}" is disabled, so nobody can click it`);
  if (item.click) item.click();
  else if (item.role === 'quit') app.quit();
  else if (item.role) recordCall('role', item.role);
});
