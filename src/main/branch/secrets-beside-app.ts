import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import type { SecretStore } from './branch.ts';
import { createFileSecrets, protectedSecretsFile } from './file-secrets.ts';

const namesSchema = z.record(z.string(), z.unknown()).transform((kept) => Object.keys(kept));

/**
 * The file's secrets, for a program that may work beside the desktop app on the same data folder. What the app keeps in the system's key store is neither taken
 * for missing nor put into the file, where the app would never look for it.
 * @param tellDamaged as of `createFileSecrets`
 */
export function createSecretsBesideApp(dataDir: string, tellDamaged?: (file: string) => void): SecretStore {
  const own = createFileSecrets(dataDir, tellDamaged);
  return {
    async read(name) {
      const value = await own.read(name);
      if (value === null) refuseWhatAppKeeps(dataDir, name);
      return value;
    },
    async write(name, value) {
      refuseWhatAppKeeps(dataDir, name);
      await own.write(name, value);
    },
    remove: own.remove,
  };
}

/** @throws SyncLogError `secrets-elsewhere` */
function refuseWhatAppKeeps(dataDir: string, name: string): void {
  const file = join(dataDir, protectedSecretsFile);
  if (!existsSync(file)) return;
  try {
    if (!namesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).includes(name)) return;
  } catch (cause) {
    throw keptByApp(cause);
  }
  throw keptByApp();
}

function keptByApp(cause?: unknown): SyncLogError {
  return new SyncLogError(
    'secrets-elsewhere',
    'The credentials of this branch are in this computer’s key store, which only the SyncLog app itself can open, so the app must do it (press Sync now in the app).',
    { cause },
  );
}
