import type { IconName } from '../components/icon.tsx';
import type { Screen, View } from '../navigation/view.ts';

/** A screen, as the navigation and the palette lead to it. */
export interface Place {
  readonly screen: Screen;
  readonly view: View;
  readonly icon: IconName;
  /** Key of its name. */
  readonly text: string;
}

/** Led to apart from the others, and only where the branch sells. */
export const salePlace: Place = { screen: 'sale', view: { screen: 'sale' }, icon: 'sale', text: 'nav.sale' };

/** All others, in the order in which they are shown. */
export const places: readonly Place[] = [
  { screen: 'sync', view: { screen: 'sync' }, icon: 'sync', text: 'nav.sync' },
  { screen: 'records', view: { screen: 'records', model: null, id: null }, icon: 'records', text: 'nav.records' },
  { screen: 'log', view: { screen: 'log', status: null, id: null }, icon: 'log', text: 'nav.log' },
  {
    screen: 'conflicts',
    view: { screen: 'conflicts', state: 'open', id: null },
    icon: 'conflict',
    text: 'nav.conflicts',
  },
  { screen: 'check', view: { screen: 'check' }, icon: 'check', text: 'nav.check' },
  { screen: 'settings', view: { screen: 'settings' }, icon: 'settings', text: 'nav.settings' },
  { screen: 'diagnostics', view: { screen: 'diagnostics' }, icon: 'pulse', text: 'nav.diagnostics' },
];
