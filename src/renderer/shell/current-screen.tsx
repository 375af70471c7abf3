import type { View } from '../navigation/view.ts';
import { CheckScreen } from '../screens/check/check-screen.tsx';
import { ConflictsScreen } from '../screens/conflicts/conflicts-screen.tsx';
import { DiagnosticsScreen } from '../screens/diagnostics/diagnostics-screen.tsx';
import { LogScreen } from '../screens/log/log-screen.tsx';
import { RecordsScreen } from '../screens/records/records-screen.tsx';
import { SaleScreen } from '../screens/sale/sale-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { SyncScreen } from '../screens/sync/sync-screen.tsx';

export function CurrentScreen({ view }: { readonly view: View }) {
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
