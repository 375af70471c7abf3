import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { i18n } from 'i18next';
import type { SyncLogBridge } from '../shared/ipc/contract.ts';
import { BridgeProvider } from './bridge/bridge-context.tsx';
import type { HostWatch } from './bridge/host-state.ts';
import { LiveRegion } from './components/live-region.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { ExpiredPage } from './shell/expired-page.tsx';
import { FollowSettings } from './shell/follow-settings.tsx';

export interface AppProps {
  readonly bridge: SyncLogBridge;
  readonly host: HostWatch;
  readonly queries: QueryClient;
  readonly i18n: i18n;
}

export function App({ bridge, host, queries, i18n }: AppProps) {
  const state = useSyncExternalStore(host.subscribe, host.get);
  return (
    <I18nextProvider i18n={i18n}>
      <BridgeProvider bridge={bridge}>
        <QueryClientProvider client={queries}>
          {state === 'expired' ? (
            <ExpiredPage />
          ) : (
            <LiveRegion>
              <FollowSettings />
              <AppShell host={state} />
            </LiveRegion>
          )}
        </QueryClientProvider>
      </BridgeProvider>
    </I18nextProvider>
  );
}
