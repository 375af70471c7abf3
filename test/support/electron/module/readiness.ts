/** Whether the app is ready: much of Electron refuses to work before or after that moment. */
let ready = false;

export const isReady = (): boolean => ready;

export function becomeReady(): void {
  ready = true;
}

/** @throws Error as Electron does for what needs a ready app */
export function requireReady(what: string): void {
  if (!ready) throw new Error(`${what} cannot be used before the app is ready`);
}

/** @throws Error as Electron does for what must come before */
export function refuseReady(what: string): void {
  if (ready) throw new Error(`${what} can only be called before the app is ready`);
}
