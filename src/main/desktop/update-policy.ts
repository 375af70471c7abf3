import { z } from 'zod';

export interface UpdateFacts {
  /** A build that was installed; from sources there is nothing to replace. */
  readonly packaged: boolean;
  readonly feedUrl: string | null;
  /** The branch is open: its migration is over. */
  readonly open: boolean;
  readonly syncing: boolean;
  /** The first load of head office's records is not complete. */
  readonly loading: boolean;
}

/** Looking for a newer version costs the line, so it waits while the line is needed. */
export function mayLookForUpdate({ packaged, feedUrl, open, syncing, loading }: UpdateFacts): boolean {
  return packaged && feedUrl !== null && open && !syncing && !loading;
}

export interface InstallFacts {
  readonly downloaded: string | null;
  readonly current: string;
  /** The branch is closed in order: no sync, no migration, nothing open. */
  readonly closed: boolean;
  /** Where the copy of the records lies that was made for this; null when there is none. */
  readonly backup: string | null;
}

/** A newer version replaces this one only when nothing runs and the records were copied before. An older one never does: it could not open them. */
export function mayInstall({ downloaded, current, closed, backup }: InstallFacts): boolean {
  return downloaded !== null && isNewer(downloaded, current) && closed && backup !== null;
}

const versionSchema = z.string().regex(/^\d+\.\d+\.\d+/);

/** By the three numbers; what cannot be read is not newer. */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [versionSchema.safeParse(version), versionSchema.safeParse(than)];
  if (!one.success || !other.success) return false;
  const numbers = (text: string): number[] => text.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
  const [a, b] = [numbers(one.data), numbers(other.data)];
  const place = a.findIndex((number, index) => number !== b[index]);
  return place !== -1 && (a[place] ?? 0) > (b[place] ?? 0);
}
