import './design/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SyncLogBridge } from '../shared/ipc/contract.ts';
import { App } from './app.tsx';
import { askFirst } from './bridge/ask-first.ts';
import { followChanges } from './bridge/follow-changes.ts';
import { createHostWatch } from './bridge/host-state.ts';
import { createHttpBridge } from './bridge/http-bridge.ts';
import { createQueryClient } from './bridge/query-client.ts';
import { chooseLocale } from '../shared/languages.ts';
import { startI18n } from './i18n/start-i18n.ts';
import { parseView } from './navigation/view.ts';
import { readAllScreens, readScreen } from './shell/screens.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent in the browser. */
    synclog?: SyncLogBridge;
  }
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the app');
  const speaking = startI18n(chooseLocale('system', navigator.languages));
  const host = createHostWatch();
  const bridge = window.synclog ?? createHttpBridge({ host });
  const queries = createQueryClient();
  // Before anything is asked, so that no change after an answer is missed.
  followChanges(bridge, queries);
  // All at once: the texts, the screen's file and what it shows.
  askFirst(bridge, queries);
  const [i18n] = await Promise.all([speaking, readScreen(parseView(window.location.hash).screen)]);
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} host={host} queries={queries} i18n={i18n} />
    </StrictMode>,
  );
  // When the first screen has been painted.
  requestIdleCallback(() => void readAllScreens());
}

void start();
