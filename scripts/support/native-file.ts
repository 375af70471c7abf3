const processors: Readonly<Record<'linux' | 'darwin' | 'win32', Readonly<Record<number, string>>>> = {
  linux: { 0x3e: 'x64', 0xb7: 'arm64' },
  darwin: { 0x1000007: 'x64', 0x100000c: 'arm64' },
  win32: { 0x8664: 'x64', 0xaa64: 'arm64' },
};

/**
 * For which system and processor a native file was built, by its own first bytes (ELF, Mach-O, PE).
 * @returns Node's names of both, as in `win32-x64`; null for anything else
 */
export function systemOf(bytes: Buffer): string | null {
  const named = (system: keyof typeof processors, code: number): string | null => {
    const processor = processors[system][code];
    return processor === undefined ? null : `${system}-${processor}`;
  };
  if (bytes.length < 64) return null;
  if (bytes.readUInt32BE(0) === 0x7f454c46) return named('linux', bytes.readUInt16LE(18));
  if (bytes.readUInt32LE(0) === 0xfeedfacf) return named('darwin', bytes.readUInt32LE(4));
  const header = bytes.readUInt32LE(60);
  if (bytes.toString('latin1', 0, 2) !== 'MZ' || header + 6 > bytes.length) return null;
  return bytes.toString('latin1', header, header + 4) === 'PE\0\0'
    ? named('win32', bytes.readUInt16LE(header + 4))
    : null;
}

/** Whether it speaks Node-API, and so fits every Electron; otherwise it fits only the one that it was built for. */
export function fitsEveryElectron(bytes: Buffer): boolean {
  return bytes.includes('napi_register_module_v1');
}
