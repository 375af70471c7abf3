import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { isReady } from './readiness.ts';
import { modelled } from './modelled.ts';
import { readSwitch } from './switches.ts';

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;

/** The key store of the desktop: `gnome_libsecret`, `basic_text` or `none` where there is none. Its key is the same at the next start. */
const store = readSwitch('stand-in-key-store') ?? 'gnome_libsecret';
const key = createHash('sha256').update(`stand-in key of ${store}`).digest();

function requireStore(): void {
  if (!isReady()) throw new Error('safeStorage cannot be used before the app is ready');
  if (store === 'none') throw new Error('Encryption is not available');
}

export const safeStorage = modelled('safeStorage', {
  getSelectedStorageBackend: (): Backend =>
    !isReady() ? 'unknown' : store === 'none' ? 'unknown' : (store as Backend),
  isAsyncEncryptionAvailable: async (): Promise<boolean> => isReady() && store !== 'none',
  async encryptStringAsync(text: string): Promise<Buffer> {
    requireStore();
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    requireStore();
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, 12));
      decipher.setAuthTag(encrypted.subarray(-16));
      const text = Buffer.concat([decipher.update(encrypted.subarray(12, -16)), decipher.final()]).toString('utf8');
      return { result: text, shouldReEncrypt: readSwitch('stand-in-key-rotated') !== undefined };
    } catch (cause) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.', { cause });
    }
  },
});

safeStorage satisfies Pick<
  Electron.SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;
