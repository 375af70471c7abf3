import { safeStorage } from 'electron';
import { join } from 'node:path';
import type { SecretStore } from '../branch/branch.ts';
import { createFileSecrets, protectedSecretsFile } from '../branch/file-secrets.ts';
import { createProtectedSecrets } from '../desktop/protected-secrets.ts';
import { chooseSecretKeeping } from '../desktop/secret-keeping.ts';

export interface ShellSecrets {
  readonly store: SecretStore;
  /** What the person has to know about it, by its key in the catalogue; null where all is well. */
  readonly warningKey: string | null;
}

/** Where the branch's credentials are kept on this computer. The app must be ready. */
export async function openSecrets(dataDir: string): Promise<ShellSecrets> {
  const file = createFileSecrets(dataDir);
  const keeping = chooseSecretKeeping({
    platform: process.platform,
    available: await safeStorage.isAsyncEncryptionAvailable(),
    backend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
  });
  if (keeping.where === 'file') return { store: file, warningKey: keeping.warningKey };
  const cipher = {
    encrypt: (text: string) => safeStorage.encryptStringAsync(text),
    async decrypt(bytes: Uint8Array) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, stale: shouldReEncrypt };
    },
  };
  return { store: createProtectedSecrets(join(dataDir, protectedSecretsFile), cipher, file), warningKey: null };
}
