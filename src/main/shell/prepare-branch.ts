import type { BranchThreadOptions } from '../worker/branch-thread.ts';
import { acceptExtraCertificates, fetchFromHeadOffice } from './certificates.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import { openSecrets } from './secrets.ts';

/** What Electron gives the branch: the key store, the way through its network, and what a person has to know of both. */
export async function prepareBranch(dataDir: string, { current }: DesktopSettings): Promise<BranchThreadOptions> {
  const secrets = await openSecrets(dataDir);
  const warnings = secrets.warningKey === null ? [] : [{ key: secrets.warningKey, params: {} }];
  const certificates = await acceptExtraCertificates(current.extraCaFile).then(
    () => [],
    (error: unknown) => [{ key: 'certificates.unreadable', params: { detail: String(error) } }],
  );
  return {
    dataDir,
    host: 'electron',
    secrets: secrets.store,
    warnings: [...warnings, ...certificates],
    fetch: fetchFromHeadOffice,
  };
}
