import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import { hasCode } from '../../shared/has-code.ts';
import type { SecretStore } from './branch.ts';
import { writePrivateFile } from './private-file.ts';

/** Where the desktop app keeps them encrypted, in the same folder. */
export const protectedSecretsFile = 'secrets.protected.json';

const secretsSchema = z.record(z.string(), z.string());

interface Kept {
  readonly secrets: Readonly<Record<string, string>>;
  readonly damaged: boolean;
}

/**
 * Keeps secrets in `secrets.json` of the data folder, readable by this user alone: for hosts without a system key store. What a damaged file held is missing, and can
 * be given anew: records are worth more than credentials, so it keeps nobody from them.
 * @param tellDamaged told of a damaged file whenever it is read; it is left as it is until something is written, and is then kept beside
 */
export function createFileSecrets(dataDir: string, tellDamaged: (file: string) => void = () => undefined): SecretStore {
  const file = join(dataDir, 'secrets.json');

  /** @throws SyncLogError `secrets-unavailable` where the file is there and cannot be read, which may pass */
  function readAll(): Kept {
    let content: string;
    try {
      content = readFileSync(file, 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return { secrets: {}, damaged: false };
      const detail = error instanceof Error ? error.message : String(error);
      throw new SyncLogError(
        'secrets-unavailable',
        `The credentials of this branch cannot be read (${detail}). Records are kept here and nothing is lost. Give this user the right to read the file, then press Sync now.`,
        { cause: error },
      );
    }
    try {
      return { secrets: secretsSchema.parse(JSON.parse(content)), damaged: false };
    } catch {
      // What is wrong with it helps nobody, and the words of the parser quote the secrets.
      tellDamaged(file);
      return { secrets: {}, damaged: true };
    }
  }

  function writeAll(secrets: Kept['secrets'], damaged: boolean): void {
    if (damaged) copyFileSync(file, `${file}.damaged`);
    writePrivateFile(file, JSON.stringify(secrets));
  }

  return {
    read: async (name) => readAll().secrets[name] ?? null,
    async write(name, value) {
      const { secrets, damaged } = readAll();
      writeAll({ ...secrets, [name]: value }, damaged);
    },
    async remove(name) {
      const { secrets, damaged } = readAll();
      const { [name]: removed, ...rest } = secrets;
      if (removed !== undefined) writeAll(rest, damaged);
    },
  };
}
