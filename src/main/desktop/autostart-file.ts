/** The desktop entry by which a Linux desktop starts the app when its user signs in (freedesktop's autostart specification). */
export function autostartEntry(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=SyncLog',
    `Exec=${[program, ...args].map(quote).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** As the specification wants an argument: in quotes, with what the shell and the file itself would read escaped. */
function quote(argument: string): string {
  const escaped = argument.replaceAll('%', '%%').replaceAll(/["`$\\]/g, String.raw`\$&`);
  return /^[\w@%+=:,./-]+$/.test(argument) ? escaped : `"${escaped.replaceAll('\\', '\\\\')}"`;
}

/** Whether a person has switched the entry off by the desktop's own means: it stays in its place and says so. */
export function isSwitchedOff(entry: string): boolean {
  return /^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(entry);
}

/** The program that is to be started: an AppImage is mounted anew at each start, so its own file and not what runs from it. */
export function programToStart(executable: string, env: Readonly<Record<string, string | undefined>>): string {
  return env['APPIMAGE'] || executable;
}
