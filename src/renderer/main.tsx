import './design/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SyncLogBridge } from '../shared/ipc/contract.ts';
import { App } from './app.tsx';
import { createHostWatch } from './bridge/host-state.ts';
import { createHttpBridge } from './bridge/http-bridge.ts';
import { createQueryClient } from './bridge/query-client.ts';
import { chooseLocale } from '../shared/languages.ts';
import { startI18n } from './i18n/start-i18n.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent in the browser. */
    synclog?: SyncLogBridge;
  }
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the app');
  const i18n = await startI18n(chooseLocale('system', navigator.languages));
  const host = createHostWatch();
  const texts = { gone: i18n.t('host.gone'), expired: i18n.t('host.expired') };
  const bridge = window.synclog ?? createHttpBridge({ host, texts });
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} host={host} queries={createQueryClient()} i18n={i18n} />
    </StrictMode>,
  );
}

void start();
