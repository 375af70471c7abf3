import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import { hasCode } from '../../shared/has-code.ts';
import type { SecretStore } from '../branch/branch.ts';

/** Encrypts with a key that the system's key store holds. */
export interface SecretCipher {
  /** Null where no key store is open that would protect it. */
  encrypt(text: string): Promise<Uint8Array | null>;
  /** `stale` says that the text should be encrypted anew: the key was changed. Rejects where the key is out of reach. */
  decrypt(bytes: Uint8Array): Promise<{ readonly text: string; readonly stale: boolean }>;
}

/** By name, in base64. */
const fileSchema = z.record(z.string(), z.string());
type Kept = Readonly<Record<string, string>>;

/**
 * Keeps secrets in a file that only the system's key store can open, and in `fallback` while no key store is open. What lies in both is newer in `fallback`: there it was
 * written when the key store was away. It is moved here as soon as it can be. What the key store does not give back is out of reach, never missing.
 * @param file for this user alone; whole or not at all, like every file of the data folder
 */
export function createProtectedSecrets(file: string, cipher: SecretCipher, fallback: SecretStore): SecretStore {
  async function readAll(): Promise<Kept> {
    let content: string;
    try {
      content = await readFile(file, 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return {};
      throw error;
    }
    return fileSchema.parse(JSON.parse(content));
  }

  /** For writing: a damaged file is put aside, because nothing in it can be had any more and the new secret must not be lost for it. */
  async function readWhatCanBeRead(): Promise<Kept> {
    try {
      return await readAll();
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      await rename(file, `${file}.damaged`);
      return {};
    }
  }

  async function writeAll(all: Kept): Promise<void> {
    const temporary = `${file}.tmp`;
    await writeFile(temporary, JSON.stringify(all), { mode: 0o600, flush: true });
    await rename(temporary, file);
  }

  async function forget(name: string): Promise<void> {
    const { [name]: removed, ...rest } = await readWhatCanBeRead();
    if (removed !== undefined) await (Object.keys(rest).length > 0 ? writeAll(rest) : rm(file, { force: true }));
  }

  /** False where no key store is open. */
  async function protect(name: string, value: string): Promise<boolean> {
    const encrypted = await cipher.encrypt(value);
    if (encrypted === null) return false;
    await writeAll({ ...(await readWhatCanBeRead()), [name]: Buffer.from(encrypted).toString('base64') });
    await fallback.remove(name);
    return true;
  }

  async function readKept(name: string): Promise<string | null> {
    try {
      const encrypted = (await readAll())[name];
      if (encrypted === undefined) return null;
      const { text, stale } = await cipher.decrypt(Buffer.from(encrypted, 'base64'));
      // What could be read is had, also where it cannot be written anew (a full disk): the next reading tries again.
      if (stale) await protect(name, text).catch(() => false);
      return text;
    } catch (cause) {
      throw new SyncLogError(
        'secrets-unavailable',
        'The system’s key store did not give back the credentials of this branch. Records are kept here and nothing is lost. Unlock the key store (sign in again), then press Sync now; if that does not help, quit SyncLog and start it again; if it stays locked, connect the branch anew with a code from head office.',
        { cause },
      );
    }
  }

  return {
    async read(name) {
      const unprotected = await fallback.read(name);
      if (unprotected === null) return await readKept(name);
      await protect(name, unprotected);
      return unprotected;
    },
    async write(name, value) {
      if (await protect(name, value)) return;
      await fallback.write(name, value);
      // What the key store still holds is an older one now.
      await forget(name);
    },
    async remove(name) {
      await forget(name);
      await fallback.remove(name);
    },
  };
}
