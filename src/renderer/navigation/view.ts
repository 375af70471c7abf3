import type { ConflictState } from '../../shared/ipc/conflicts.ts';
import { syncStatuses, type SyncStatus } from '../../shared/record.ts';

/** What is shown. It lives in the address after the `#`, so that back and forward work and a link can open it. */
export type View =
  | { readonly screen: 'sync' }
  | { readonly screen: 'records'; readonly model: string | null; readonly id: string | null }
  | { readonly screen: 'sale' }
  | { readonly screen: 'log'; readonly status: SyncStatus | null; readonly id: number | null }
  | { readonly screen: 'conflicts'; readonly state: ConflictState; readonly id: string | null }
  | { readonly screen: 'check' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'diagnostics' };

export type Screen = View['screen'];

/** The id that stands for a record that is being made. */
export const newRecordId = 'new';

export function parseView(hash: string): View {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [screen, model, id] = path.split('/').map(decode);
  const params = new URLSearchParams(query);
  if (screen === 'records') return { screen, model: model || null, id: id || null };
  if (screen === 'sale' || screen === 'check' || screen === 'settings' || screen === 'diagnostics') return { screen };
  if (screen === 'conflicts') {
    const state = params.get('state') === 'resolved' ? 'resolved' : 'open';
    return { screen, state, id: params.get('id') };
  }
  if (screen === 'log') {
    const number = Number(params.get('id') ?? Number.NaN);
    const status = syncStatuses.find((known) => known === params.get('status')) ?? null;
    return { screen, status, id: Number.isSafeInteger(number) ? number : null };
  }
  return { screen: 'sync' };
}

export function hashOf(view: View): string {
  switch (view.screen) {
    case 'records':
      return ['#/records', view.model, view.model && view.id].filter(Boolean).map(String).map(encodePart).join('/');
    case 'log': {
      const params = new URLSearchParams();
      if (view.status) params.set('status', view.status);
      if (view.id !== null) params.set('id', String(view.id));
      return params.size > 0 ? `#/log?${params.toString()}` : '#/log';
    }
    case 'conflicts': {
      const params = new URLSearchParams();
      if (view.state === 'resolved') params.set('state', view.state);
      if (view.id !== null) params.set('id', view.id);
      return params.size > 0 ? `#/conflicts?${params.toString()}` : '#/conflicts';
    }
    case 'sync':
    case 'check':
    case 'sale':
    case 'settings':
    case 'diagnostics':
      return `#/${view.screen}`;
  }
}

function encodePart(part: string): string {
  return part.startsWith('#/') ? part : encodeURIComponent(part);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Somebody typed an address; it names nothing.
    return '';
  }
}
