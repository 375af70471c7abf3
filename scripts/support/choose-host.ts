/** What is known about this machine when the app is to be opened. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The path of an Electron binary that exists, if any. */
  readonly electron: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
}

export type Host =
  { readonly kind: 'electron'; readonly binary: string } | { readonly kind: 'browser'; readonly why: string };

/** Electron where it can run, else the browser host with the one sentence that says why. */
export function chooseHost({ platform, electron, env, isRoot }: Machine): Host {
  if (electron === undefined) {
    return browser('there is no Electron binary on this machine (`npx install-electron` downloads one)');
  }
  if (platform === 'linux') {
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return browser('this machine has no display');
    if (isRoot) return browser('Electron does not run as root');
  }
  return { kind: 'electron', binary: electron };
}

function browser(reason: string): Host {
  return { kind: 'browser', why: `Opening in the browser, because ${reason}.` };
}
