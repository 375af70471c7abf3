import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileSecrets } from '../../../../src/main/branch/file-secrets.ts';
import { createProtectedSecrets, type SecretCipher } from '../../../../src/main/desktop/protected-secrets.ts';
import { chooseSecretKeeping } from '../../../../src/main/desktop/secret-keeping.ts';

describe('chooseSecretKeeping', () => {
  it.each([
    ['linux', true, 'gnome_libsecret', 'key-store'],
    ['linux', true, 'kwallet6', 'key-store'],
    ['linux', true, 'basic_text', 'file'],
    ['linux', true, 'unknown', 'file'],
    ['linux', false, 'gnome_libsecret', 'file'],
    ['darwin', true, 'system', 'key-store'],
    ['win32', true, 'system', 'key-store'],
    ['win32', false, 'system', 'file'],
  ] as const)('on %s, available %s, %s: %s', (platform, available, backend, where) => {
    expect(chooseSecretKeeping({ platform, available, backend }).where).toBe(where);
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
    encrypt: async (text) => Buffer.from(`${keyNumber}:${Buffer.from(text).toString('hex')}`),
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
});
