import { createContext, use, type ReactNode } from 'react';
import type { SyncLogBridge } from '../../shared/ipc/contract.ts';

const BridgeContext = createContext<SyncLogBridge | null>(null);

export function BridgeProvider({ bridge, children }: { readonly bridge: SyncLogBridge; readonly children: ReactNode }) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

export function useBridge(): SyncLogBridge {
  const bridge = use(BridgeContext);
  if (!bridge) throw new Error('There is no bridge around this component');
  return bridge;
}
