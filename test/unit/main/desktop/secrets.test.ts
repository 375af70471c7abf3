import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileSecrets } from '../../../../src/main/branch/file-secrets.ts';
import { createProtectedSecrets, type SecretCipher } from '../../../../src/main/desktop/protected-secrets.ts';
import { isProtected } from '../../../../src/main/desktop/secret-keeping.ts';
import { withPatience } from '../../../../src/main/desktop/patience.ts';

describe('isProtected', () => {
  it.each([
    ['linux', 'v11', true, 'the key of GNOME Keyring or KWallet'],
    ['linux', 'v12', true, 'the key of the secret portal'],
    ['linux', 'v10', false, 'the password that is the same everywhere'],
    ['darwin', 'v10', true, 'the key of the Keychain'],
    ['win32', 'v10', true, 'a key that Windows protects'],
  ] as const)('on %s, marked %s: %s (%s)', (platform, mark, expected, _by) => {
    expect(isProtected(platform, Buffer.from(`${mark}…`))).toBe(expected);
  });
});

describe('withPatience', () => {
  it('gives the answer, or ends when none comes', async () => {
    expect(await withPatience(Promise.resolve(3), 60_000)).toBe(3);
    await expect(withPatience(Promise.reject(new Error('no')), 60_000)).rejects.toThrow('no');
    await expect(withPatience(new Promise(() => undefined), 1)).rejects.toThrow('no answer');
  });
});

describe('secrets in the key store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'synclog-secrets-'));
    file = join(folder, 'secrets.protected.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  let keyNumber = 1;
  let locked = false;
  const cipher: SecretCipher = {
    encrypt: async (text) => (locked ? null : Buffer.from(`${keyNumber}:${Buffer.from(text).toString('hex')}`)),
    async decrypt(bytes) {
      if (locked) throw new Error('the key store is locked');
      const [number, text = ''] = Buffer.from(bytes).toString().split(':');
      return { text: Buffer.from(text, 'hex').toString(), stale: Number(number) !== keyNumber };
    },
  };
  beforeEach(() => {
    keyNumber = 1;
    locked = false;
  });
  const open = () => createProtectedSecrets(file, cipher, createFileSecrets(folder));

  it('gives back what was kept, encrypted and for this user alone', async () => {
    await open().write('token', 'abc');
    expect(await open().read('token')).toBe('abc');
    expect(readFileSync(file, 'utf8')).not.toContain('abc');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    await open().remove('token');
    expect(await open().read('token')).toBeNull();
  });

  it('takes over what was kept in the private file and leaves nothing there', async () => {
    await createFileSecrets(folder).write('token', 'abc');
    expect(await open().read('token')).toBe('abc');
    expect(await createFileSecrets(folder).read('token')).toBeNull();
    expect(await open().read('token')).toBe('abc');
  });

  it('encrypts anew when the key has changed', async () => {
    await open().write('token', 'abc');
    keyNumber = 2;
    expect(await open().read('token')).toBe('abc');
    keyNumber = 2;
    expect((await cipher.decrypt(Buffer.from(JSON.parse(readFileSync(file, 'utf8')).token, 'base64'))).stale).toBe(
      false,
    );
  });

  it('has what it could read, also where it cannot be encrypted anew', async () => {
    await open().write('token', 'abc');
    keyNumber = 2;
    const full = { ...cipher, encrypt: () => Promise.reject(new Error('the disk is full')) };
    expect(await createProtectedSecrets(file, full, createFileSecrets(folder)).read('token')).toBe('abc');
  });

  it.each([
    ['a locked key store', () => (locked = true)],
    ['a damaged file', () => writeFileSync(file, 'no json')],
  ])('says what to do about %s, and keeps the file', async (_what, harm) => {
    await open().write('token', 'abc');
    harm();
    const before = readFileSync(file, 'utf8');
    await expect(open().read('token')).rejects.toMatchObject({
      code: 'secrets-unavailable',
      message: expect.stringContaining('connect the branch anew'),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  /** What lies where, and what the key store does: what is read, and where it then lies. */
  it.each([
    // encrypted, in the file, open, read, afterwards encrypted, afterwards in the file
    ['never connected', null, null, true, null, null, null],
    ['never connected, no key store', null, null, false, null, null, null],
    ['connected, open', 'old', null, true, 'old', 'old', null],
    ['connected, the key store is gone', 'old', null, false, 'locked', 'old', null],
    ['connected without a key store', null, 'old', false, 'old', null, 'old'],
    ['connected without one, which is there now', null, 'old', true, 'old', 'old', null],
    ['connected again while it was gone, and still gone', 'old', 'new', false, 'new', 'old', 'new'],
    ['connected again while it was gone, and back', 'old', 'new', true, 'new', 'new', null],
  ] as const)('%s', async (_what, encrypted, inFile, isOpen, read, thenEncrypted, thenInFile) => {
    if (encrypted !== null) await open().write('token', encrypted);
    if (inFile !== null) await createFileSecrets(folder).write('token', inFile);
    locked = !isOpen;
    if (read === 'locked') await expect(open().read('token')).rejects.toMatchObject({ code: 'secrets-unavailable' });
    else expect(await open().read('token')).toBe(read);
    expect(await createFileSecrets(folder).read('token')).toBe(thenInFile);
    locked = false;
    const nothing = { read: async () => null, write: async () => undefined, remove: async () => undefined };
    expect(await createProtectedSecrets(file, cipher, nothing).read('token')).toBe(thenEncrypted);
  });

  it('connected again while the key store is gone, the new token counts, then and when it is back', async () => {
    await open().write('token', 'old');
    await open().write('logKey', 'kept');
    locked = true;
    await open().write('token', 'new');
    expect(await open().read('token')).toBe('new');
    await expect(open().read('logKey')).rejects.toMatchObject({ code: 'secrets-unavailable' });
    locked = false;
    expect(await open().read('token')).toBe('new');
    expect(await open().read('logKey')).toBe('kept');
    expect(await createFileSecrets(folder).read('token')).toBeNull();
  });

  it('connected again over a damaged file, the new token is kept and the file is put aside', async () => {
    writeFileSync(file, 'no json');
    await open().write('token', 'new');
    expect(await open().read('token')).toBe('new');
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('no json');
  });
});
