import { spawn } from 'node:child_process';

/** Opens the system's browser where there is a display. A browser that does not open is no failure: the address is printed as well. */
export function openInBrowser(url: string): void {
  const { platform, env } = process;
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return;
  const [command, ...args] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  if (command === undefined) return;
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', (error) => process.emitWarning(`The browser could not be opened: ${error.message}`));
  child.unref();
}
