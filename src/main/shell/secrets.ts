import { safeStorage } from 'electron';
import { join } from 'node:path';
import type { SecretStore } from '../branch/branch.ts';
import { createFileSecrets, protectedSecretsFile } from '../branch/file-secrets.ts';
import { withPatience } from '../desktop/patience.ts';
import { createProtectedSecrets, type SecretCipher } from '../desktop/protected-secrets.ts';
import { isProtected } from '../desktop/secret-keeping.ts';

export interface ShellSecrets {
  readonly store: SecretStore;
  /** What the person has to know about it, by its key in the catalogue; null where all is well. */
  readonly warningKey: 'secrets.noKeyStore' | null;
}

/** The key store may ask the person for a password first, and selling does not wait for the answer: at the start so long, later only in passing. In milliseconds. */
const patience = { atStart: 4000, later: 250 };

/** Where the branch's credentials are kept on this computer. The app must be ready. */
export async function openSecrets(dataDir: string): Promise<ShellSecrets> {
  const cipher = createSystemCipher();
  const store = createProtectedSecrets(
    join(dataDir, protectedSecretsFile),
    cipher,
    createFileSecrets(dataDir, (file) => process.emitWarning(`${file} is damaged: what it held has to be given anew`)),
  );
  const protects = (await cipher.encrypt('SyncLog')) !== null;
  return { store, warningKey: protects ? null : 'secrets.noKeyStore' };
}

/** Electron makes its key at the first question and keeps it until the app ends: a key store that was not there then is there at the next start. */
function createSystemCipher(): SecretCipher {
  let waitMs = patience.atStart;

  /** @throws Error while the key store asks the person */
  async function requireKey(): Promise<void> {
    const asked = safeStorage.isAsyncEncryptionAvailable();
    const available = await withPatience(asked, waitMs).finally(() => (waitMs = patience.later));
    if (!available) throw new Error('there is none');
  }

  return {
    async encrypt(text) {
      try {
        await requireKey();
        const encrypted = await safeStorage.encryptStringAsync(text);
        return isProtected(process.platform, encrypted) ? encrypted : null;
      } catch (error) {
        // Whoever writes needs a place for it now; what has landed in the file is moved at a later reading.
        process.emitWarning(`The key store took nothing: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      }
    },
    async decrypt(bytes) {
      await requireKey();
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, stale: shouldReEncrypt };
    },
  };
}
