import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { isReady } from './readiness.ts';
import { modelled } from './modelled.ts';
import { readSwitch } from './switches.ts';

/**
 * The key store of the desktop at this start: `open`; `none` where no key store answers (Linux); `asking` while it waits for a person's password. Its key is the same
 * at every start.
 */
const store = readSwitch('stand-in-key-store') ?? 'open';
const keyOf = (name: string): Buffer => createHash('sha256').update(`stand-in key of ${name}`).digest();

/**
 * As Chromium does it: asked once, kept for the life of the process. On Linux, where no key store answers, it encrypts with a password that is the same on every
 * computer and marks the text `v10`; with the key store's key it is `v11` there, and `v10` on other systems.
 */
const encryptor = store === 'asking' ? new Promise<never>(() => undefined) : Promise.resolve();
const protectedMark = process.platform === 'linux' ? 'v11' : 'v10';
const keys: Readonly<Record<string, Buffer>> = {
  ...(process.platform === 'linux' ? { v10: keyOf('everybody') } : {}),
  ...(store === 'none' ? {} : { [protectedMark]: keyOf('this computer') }),
};

async function requireEncryptor(): Promise<void> {
  if (!isReady()) throw new Error('safeStorage cannot be used before app is ready');
  await encryptor;
}

export const safeStorage = modelled('safeStorage', {
  /** True once the app is ready and the key store has answered whatever: not whether anything is protected. */
  async isAsyncEncryptionAvailable(): Promise<boolean> {
    if (!isReady()) return false;
    await encryptor;
    return true;
  },
  async encryptStringAsync(text: string): Promise<Buffer> {
    await requireEncryptor();
    const mark = store === 'none' ? 'v10' : protectedMark;
    const key = keys[mark];
    if (!key) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([Buffer.from(mark), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    await requireEncryptor();
    const mark = encrypted.subarray(0, 3).toString('latin1');
    const key = keys[mark];
    try {
      if (!key) throw new Error('no such key here');
      const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15));
      decipher.setAuthTag(encrypted.subarray(-16));
      const text = Buffer.concat([decipher.update(encrypted.subarray(15, -16)), decipher.final()]).toString('utf8');
      const better = mark !== protectedMark && store !== 'none';
      return { result: text, shouldReEncrypt: better || readSwitch('stand-in-key-rotated') !== undefined };
    } catch (cause) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.', { cause });
    }
  },
});

safeStorage satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;
