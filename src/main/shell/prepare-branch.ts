import { net } from 'electron';
import type { BranchThreadOptions } from '../worker/branch-thread.ts';
import { acceptExtraCertificates } from './certificates.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import { openSecrets } from './secrets.ts';

/** What Electron gives the branch: the key store, the way through its network, and what a person has to know of both. */
export async function prepareBranch(
  dataDir: string,
  { current, texts }: DesktopSettings,
): Promise<BranchThreadOptions> {
  const secrets = await openSecrets(dataDir);
  const warnings = secrets.warningKey === null ? [] : [texts.say({ key: secrets.warningKey, params: {} })];
  const certificates = await acceptExtraCertificates(current.extraCaFile).then(
    () => [],
    (error: unknown) => [texts.say({ key: 'certificates.unreadable', params: { detail: String(error) } })],
  );
  return {
    dataDir,
    host: 'electron',
    secrets: secrets.store,
    warnings: [...warnings, ...certificates],
    // Chromium's network stack: the system's proxy and certificates.
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
  };
}
