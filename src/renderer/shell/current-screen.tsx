import { Suspense } from 'react';
import type { View } from '../navigation/view.ts';
import { SyncScreen } from '../screens/sync/sync-screen.tsx';
import {
  CheckScreen,
  ConflictsScreen,
  DiagnosticsScreen,
  LogScreen,
  RecordsScreen,
  SaleScreen,
  SettingsScreen,
} from './screens.ts';

export function CurrentScreen({ view }: { readonly view: View }) {
  return (
    <Suspense>
      <ScreenOf view={view} />
    </Suspense>
  );
}

function ScreenOf({ view }: { readonly view: View }) {
  switch (view.screen) {
    case 'sync':
      return <SyncScreen />;
    case 'records':
      return <RecordsScreen model={view.model} id={view.id} />;
    case 'sale':
      return <SaleScreen />;
    case 'log':
      return <LogScreen status={view.status} id={view.id} />;
    case 'conflicts':
      return <ConflictsScreen state={view.state} id={view.id} />;
    case 'check':
      return <CheckScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'diagnostics':
      return <DiagnosticsScreen />;
  }
}
