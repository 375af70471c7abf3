import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useView } from '../../../src/renderer/navigation/use-view.ts';
import { LogScreen } from '../../../src/renderer/screens/log/log-screen.tsx';
import { SyncScreen } from '../../../src/renderer/screens/sync/sync-screen.tsx';
import type { Status } from '../../../src/shared/status.ts';
import { logOf, runOf, statusOf, unlocked } from '../support/branch-facts.ts';
import { createFakeBridge, type Answers } from '../support/fake-bridge.ts';
import { renderScreen } from '../support/render-screen.tsx';

function App() {
  const view = useView();
  return view.screen === 'log' ? <LogScreen status={view.status} id={view.id} /> : <SyncScreen />;
}

const bridgeOf = (status: Status = statusOf(), code: string | null = 'duplicate-value') =>
  createFakeBridge(answersOf(status, code));

function answersOf(status: Status = statusOf(), code: string | null = 'duplicate-value'): Answers {
  const log = logOf(7, {
    sync_status: 'failed',
    error_code: code,
    error_field: 'sku',
    error_message: 'Product refused: "Tea" has the sku "T-1" at head office already.',
  });
  return {
    'access.state': () => unlocked,
    'sync.status': () => status,
    'sync.runs': () => [],
    'sync.now': () => runOf({ outcome: 'failed', error: { code: 'timeout', message: 'Nobody answered.' } }),
    'app.info': () => ({ version: '1', host: 'browser', platform: 'linux', dataDir: '/d', warnings: [] }),
    'records.models': () => [],
    'records.get': () => ({ record: { id: 'p-7' }, state: 'refused', referenceTitles: {} }),
    'logs.list': () => ({ rows: [log], total: 1 }),
    'logs.causes': () => [],
    'logs.get': () => ({ log, title: 'Tea', waitingBehind: [], waitingCount: 0 }),
  };
}

describe('in French', () => {
  it('says what went wrong in French, not in the English of the program', async () => {
    const { user } = await renderScreen(<App />, bridgeOf(), 'fr-FR');
    await user.click(await screen.findByRole('button', { name: 'Synchroniser maintenant' }));
    expect((await screen.findAllByText(/Le siège n’a pas répondu à temps/)).length).toBeGreaterThan(0);
    expect(screen.queryByText(/Nobody answered/)).toBeNull();
  });

  it('says why the connection is cut', async () => {
    const connection = { state: 'master-trouble', since: null, message: 'Head office answered 500.' } as const;
    await renderScreen(<App />, bridgeOf(statusOf({ connection })), 'fr-FR');
    expect(await screen.findByText(/^Le siège a lui-même un problème\. /)).toBeTruthy();
    expect(screen.queryByText(/answered 500/)).toBeNull();
  });

  it('says what is not as it should be with the installation', async () => {
    const info = { version: '1', host: 'browser', platform: 'linux', dataDir: '/d' } as const;
    const warnings = [
      { key: 'warnings.noTable', params: { model: 'Supplier', table: 'suppliers' } },
      { key: 'warnings.error', params: { code: 'secrets-unavailable', message: 'English words' } },
    ];
    await renderScreen(
      <App />,
      createFakeBridge({ ...answersOf(), 'app.info': () => ({ ...info, warnings }) }),
      'fr-FR',
    );
    expect(await screen.findByText(/Supplier est laissé de côté : sa table/)).toBeTruthy();
    expect(await screen.findByText(/^Le trousseau de cet ordinateur n’a pas rendu/)).toBeTruthy();
    expect(screen.queryByText(/English words/)).toBeNull();
  });

  it('keeps the sentence of head office beneath, marked as English, where it says more', async () => {
    window.location.hash = '#/log?id=7';
    await renderScreen(<App />, bridgeOf(), 'fr-FR');
    expect((await screen.findAllByText(/^Une autre fiche a déjà cette valeur/)).length).toBeGreaterThan(0);
    const detail = await screen.findByText(/has the sku "T-1"/);
    expect(detail.getAttribute('lang')).toBe('en');
  });

  it('says of a code that it does not know that the reason is in English, and shows it', async () => {
    window.location.hash = '#/log?id=7';
    await renderScreen(<App />, bridgeOf(statusOf(), 'from-the-future'), 'fr-FR');
    expect((await screen.findAllByText(/motif a été donné en anglais/)).length).toBeGreaterThan(0);
    expect((await screen.findByText(/has the sku "T-1"/)).getAttribute('lang')).toBe('en');
  });
});
