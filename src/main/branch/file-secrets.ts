import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import type { SecretStore } from './branch.ts';
import { writePrivateFile } from './private-file.ts';

/** Where the desktop app keeps them encrypted, in the same folder. */
export const protectedSecretsFile = 'secrets.protected.json';

const secretsSchema = z.record(z.string(), z.string());

/** Keeps secrets in `secrets.json` of the data folder, readable by this user alone: for hosts without a system key store. */
export function createFileSecrets(dataDir: string): SecretStore {
  const file = join(dataDir, 'secrets.json');

  function readAll(): Record<string, string> {
    if (!existsSync(file)) return {};
    try {
      return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      throw new SyncLogError(
        'data-folder-unusable',
        `${file} is damaged. Move it away and connect the branch anew with a code from head office; no record is lost.`,
        {
          cause: error,
        },
      );
    }
  }

  return {
    read: async (name) => readAll()[name] ?? null,
    async write(name, value) {
      writePrivateFile(file, JSON.stringify({ ...readAll(), [name]: value }));
    },
    async remove(name) {
      const { [name]: removed, ...rest } = readAll();
      if (removed !== undefined) writePrivateFile(file, JSON.stringify(rest));
    },
  };
}
