/** The AppImage that this program runs from, by its own file; undefined where it runs from none. */
export function appImageFile(): string | undefined {
  return (process.platform === 'linux' && process.env['APPIMAGE']) || undefined;
}
