import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFileSecrets, protectedSecretsFile } from '../../../src/main/branch/file-secrets.ts';
import { createProtectedSecrets } from '../../../src/main/desktop/protected-secrets.ts';
import { statusSchema } from '../../../src/shared/status.ts';
import { answerOf, refusalOf, startMaster, useSynclog } from '../../support/processes.ts';

/** Moves the branch's token into the key store's file, as the desktop app does when it starts. The key store itself is stood in for: the command line has none. */
async function openInDesktopApp(dataDir: string): Promise<void> {
  const cipher = {
    encrypt: async (text: string) => Buffer.from(text).reverse(),
    decrypt: async (bytes: Uint8Array) => ({ text: Buffer.from(bytes).reverse().toString(), stale: false }),
  };
  const secrets = createProtectedSecrets(join(dataDir, protectedSecretsFile), cipher, createFileSecrets(dataDir));
  expect(await secrets.read('branch-token')).not.toBeNull();
  expect(existsSync(join(dataDir, protectedSecretsFile))).toBe(true);
}

it('beside the desktop app the command line says that the app must do what needs head office, and does the rest', async () => {
  const synclog = useSynclog();
  const master = await startMaster(synclog);
  const dataDir = await master.enroll('Harbour');
  const data = ['--data-dir', dataDir, '--json'];
  const ask = (...args: string[]): Promise<unknown> => answerOf(synclog.run([...args, ...data]));
  await ask('branch', 'sync');
  await openInDesktopApp(dataDir);
  await ask('records', 'save', 'Category', '--data', '{"name":"Tea"}');

  const { code } = await master.newCode('Harbour');
  for (const command of [
    ['sync'],
    ['verify'],
    ['certificate'],
    ['rejoin'],
    ['enroll', '--master', master.url, '--code', code],
  ]) {
    expect(await refusalOf(synclog.run(['branch', ...command, ...data])), command.join(' ')).toEqual({
      exit: 1,
      code: 'secrets-elsewhere',
      message: expect.stringMatching(/^[^.]*in this computer’s key store[^.]*press Sync now in the app\)\.$/),
    });
  }

  // Neither is the branch taken for one whose credentials were revoked, nor has anything waiting been lost.
  expect(statusSchema.parse(await ask('branch', 'status'))).toMatchObject({
    branch: { name: 'Harbour' },
    masterUrl: master.url,
    connection: { state: 'online', message: expect.stringContaining('key store') },
    counts: { pending: 1, failed: 0 },
  });
  expect(
    existsSync(join(dataDir, 'secrets.json')) && (await createFileSecrets(dataDir).read('branch-token')),
  ).toBeNull();
});
