/** The scheme from which the screens are served, and its only host. */
export const appScheme = 'app';
export const appHost = 'synclog';
export const appOrigin = `${appScheme}://${appHost}`;

/** Whether the window may show this address: only the app's own. */
export function mayShow(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${appScheme}:` && host === appHost;
}

/** Addresses that may be opened in the system's browser when a person clicks a link. */
const openableHosts = new Set(['github.com']);

export function mayOpenOutside(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' && openableHosts.has(host);
}

/** Copying text is the only thing a screen may ask of the system. */
export function mayHave(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

/** The window's colour before the first paint, so that nothing flashes. Equal to the screens' background. */
export function windowBackground(dark: boolean): string {
  return dark ? '#14171a' : '#fbfbfa';
}

/** Who sent a message over IPC. */
export interface Sender {
  readonly windowContentsId: number | null;
  readonly contentsId: number;
  readonly isMainFrame: boolean;
  readonly url: string;
}

/** A message is heard only from our window's own page, not from a frame in it or from anything else. */
export function mayCall(sender: Sender): boolean {
  return sender.contentsId === sender.windowContentsId && sender.isMainFrame && mayShow(sender.url);
}
