/** The value of a switch of the command line (`--name=value`), as Chromium reads them; undefined where it was not given. */
export function readSwitch(name: string): string | undefined {
  const prefix = `--${name}=`;
  const found = process.argv.find((argument) => argument === `--${name}` || argument.startsWith(prefix));
  return found === undefined ? undefined : found.slice(prefix.length);
}
