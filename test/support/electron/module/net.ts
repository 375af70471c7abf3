import { ClientRequest } from './client-request.ts';
import { hear } from './desktop-link.ts';
import { modelled } from './modelled.ts';
import { readSwitch } from './switches.ts';

let online = readSwitch('stand-in-offline') === undefined;
hear('online', (message) => (online = message.online));

export const net = modelled('net', {
  isOnline: (): boolean => online,
  request: (options: Electron.ClientRequestConstructorOptions | string): ClientRequest => new ClientRequest(options),
});
