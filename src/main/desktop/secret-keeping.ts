/**
 * Chromium's mark of a text that it encrypted with a password which is the same on every computer. On Linux it does so where no key store answers, and says nowhere else
 * that it did: `isAsyncEncryptionAvailable` is true all the same, and `getSelectedStorageBackend` only names what this kind of desktop usually has. (macOS marks
 * what its Keychain protects alike.)
 */
const fixedPassword = 'v10';

/** Whether what was encrypted needs this computer's key store to be read. */
export function isProtected(platform: NodeJS.Platform, encrypted: Uint8Array): boolean {
  return platform !== 'linux' || Buffer.from(encrypted.subarray(0, 3)).toString('latin1') !== fixedPassword;
}
