import type { HostEvent } from '../branch/branch.ts';

/** What Electron tells of the computer. */
export type ComputerEvent = 'suspend' | 'resume' | 'unlock-screen' | 'online' | 'offline' | 'focus';

/**
 * What the branch is told of it. All branches of a chain wake at eight in the morning: what makes a branch ask head office is spread over some seconds, what stops
 * it is told at once.
 */
const table: Readonly<Record<ComputerEvent, { readonly event: HostEvent; readonly spreadMs: number }>> = {
  suspend: { event: 'suspend', spreadMs: 0 },
  offline: { event: 'offline', spreadMs: 0 },
  resume: { event: 'wake', spreadMs: 3000 },
  online: { event: 'online', spreadMs: 3000 },
  'unlock-screen': { event: 'return', spreadMs: 3000 },
  focus: { event: 'return', spreadMs: 0 },
};

/** A person who goes to and fro between windows does not ask head office each time. */
const returnsApartMs = 60_000;

export interface Told {
  readonly event: HostEvent;
  /** Milliseconds from now. */
  readonly after: number;
}

/** @returns what is to be told, by event; null for what was told a moment ago */
export function createComputerEvents(now: () => number, random: () => number): (event: ComputerEvent) => Told | null {
  let returnedAt = -Infinity;
  return (computerEvent) => {
    const { event, spreadMs } = table[computerEvent];
    if (event === 'return') {
      if (now() - returnedAt < returnsApartMs) return null;
      returnedAt = now();
    }
    return { event, after: Math.round(spreadMs * random()) };
  };
}
