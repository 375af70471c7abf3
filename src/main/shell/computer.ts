import { app, net, powerMonitor } from 'electron';
import { createComputerEvents, type ComputerEvent } from '../desktop/computer-events.ts';
import type { HostEvent } from '../branch/branch.ts';

/** Chromium tells of the network only when it is asked, in milliseconds. */
const lookAtNetworkEveryMs = 2000;

/** Sleep, wake and the network as the computer tells of them. */
export function followComputer(tell: (event: HostEvent) => void): void {
  const decide = createComputerEvents(Date.now, Math.random);
  const pass = (event: ComputerEvent) => (): void => {
    const told = decide(event);
    if (told === null) return;
    if (told.after === 0) tell(told.event);
    else setTimeout(() => tell(told.event), told.after);
  };
  powerMonitor.on('suspend', pass('suspend'));
  powerMonitor.on('resume', pass('resume'));
  powerMonitor.on('unlock-screen', pass('unlock-screen'));
  app.on('browser-window-focus', pass('focus'));
  // `false` is trustworthy, `true` only means that asking head office is worth while.
  let online = true;
  const look = (): void => {
    if (net.isOnline() === online) return;
    online = !online;
    pass(online ? 'online' : 'offline')();
  };
  look();
  const timer = setInterval(look, lookAtNetworkEveryMs);
  app.on('will-quit', () => clearInterval(timer));
}
