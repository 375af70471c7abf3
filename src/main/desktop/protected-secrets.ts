import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import type { SecretStore } from '../branch/branch.ts';

/** Encrypts with a key that the system's key store holds. */
export interface SecretCipher {
  encrypt(text: string): Promise<Uint8Array>;
  /** `stale` says that the text should be encrypted anew: the key was changed. */
  decrypt(bytes: Uint8Array): Promise<{ readonly text: string; readonly stale: boolean }>;
}

/** By name, in base64. */
const fileSchema = z.record(z.string(), z.string());

/**
 * Keeps secrets in a file that only the system's key store can open. What an earlier start had to keep in `fallback` is moved here when it is read.
 * @param file for this user alone; whole or not at all, like every file of the data folder
 */
export function createProtectedSecrets(file: string, cipher: SecretCipher, fallback: SecretStore): SecretStore {
  async function readAll(): Promise<Record<string, string>> {
    let content: string;
    try {
      content = await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw error;
    }
    return fileSchema.parse(JSON.parse(content));
  }

  async function writeAll(all: Readonly<Record<string, string>>): Promise<void> {
    const temporary = `${file}.tmp`;
    await writeFile(temporary, JSON.stringify(all), { mode: 0o600, flush: true });
    await rename(temporary, file);
  }

  async function write(name: string, value: string): Promise<void> {
    const encrypted = Buffer.from(await cipher.encrypt(value)).toString('base64');
    await writeAll({ ...(await readAll()), [name]: encrypted });
    await fallback.remove(name);
  }

  return {
    async read(name) {
      const kept = await readKept(name);
      if (kept !== null) return kept;
      const unprotected = await fallback.read(name);
      if (unprotected !== null) await write(name, unprotected);
      return unprotected;
    },
    write,
    async remove(name) {
      const { [name]: removed, ...rest } = await readAll();
      if (removed !== undefined) await (Object.keys(rest).length > 0 ? writeAll(rest) : rm(file, { force: true }));
      await fallback.remove(name);
    },
  };

  async function readKept(name: string): Promise<string | null> {
    let encrypted: string | undefined;
    try {
      encrypted = (await readAll())[name];
      if (encrypted === undefined) return null;
      const { text, stale } = await cipher.decrypt(Buffer.from(encrypted, 'base64'));
      if (stale) await write(name, text);
      return text;
    } catch (cause) {
      throw new SyncLogError(
        'secrets-unavailable',
        'The system’s key store did not give back the credentials of this branch. Records are kept here and nothing is lost. Unlock the key store (sign in again) and restart SyncLog; if it stays, connect the branch anew with a code from head office.',
        { cause },
      );
    }
  }
}
