/** Electron's own channel for every call of the contract, and the one for its events. */
export const callChannel = 'synclog:call';
export const changedChannel = 'synclog:changed';
