import { z } from 'zod';
import type { Status } from '../../shared/status.ts';

/**
 * Whether the running program is one that SyncLog puts a newer one in place of: a build that was installed. On Linux an AppImage only: what a package manager has
 * installed is its own, and replacing it would ask a clerk for the administrator's password when the app is closed.
 */
export function canReplaceItself(
  packaged: boolean,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return packaged && (platform !== 'linux' || Boolean(env['APPIMAGE']));
}

/** What decides whether a newer version is looked for now. */
export interface UpdateFacts {
  readonly replaceable: boolean;
  readonly feedUrl: string | null;
  /** The branch is being opened: its migration may be running. */
  readonly opening: boolean;
  readonly syncing: boolean;
  /** Head office's records are being loaded for the first time. */
  readonly loading: boolean;
}

/**
 * Looking for a newer version costs the line, so it waits while the line is needed. A branch that cannot be opened needs none: a newer version may be what opens it.
 */
export function mayLookForUpdate({ replaceable, feedUrl, opening, syncing, loading }: UpdateFacts): boolean {
  return replaceable && feedUrl !== null && !opening && !syncing && !loading;
}

/**
 * What a branch does with the line.
 * @param status null while it is not known
 */
export function needOfLine(status: Status | null): Pick<UpdateFacts, 'syncing' | 'loading'> {
  if (status === null) return { syncing: true, loading: false };
  const { connection, running, initialLoad } = status;
  // Between two runs of a load that goes on for hours. One that stands still (offline, or head office wants a newer version) does not wait for itself.
  const goesOn = connection.state === 'online' || connection.state === 'unknown';
  return { syncing: running !== null, loading: initialLoad?.complete === false && goesOn };
}

export interface InstallFacts {
  readonly downloaded: string | null;
  readonly current: string;
  /** The branch is closed in order: no sync, no migration, nothing open. */
  readonly closed: boolean;
  /** The computer shuts down or the session ends: the exchange of the program would be cut off in its middle. */
  readonly bySystem: boolean;
  /** Where the copy of the records lies that was made for this; null when there is none. */
  readonly backup: string | null;
}

/** A newer version replaces this one only when nothing runs and the records were copied before. An older one never does: it could not open them. */
export function mayInstall({ downloaded, current, closed, bySystem, backup }: InstallFacts): boolean {
  return downloaded !== null && isNewer(downloaded, current) && closed && !bySystem && backup !== null;
}

const versionSchema = z.string().regex(/^\d+\.\d+\.\d+(?=$|[-+])/);

/** By the three numbers, and a release is newer than what was tried out before it; what cannot be read is not newer. */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [versionSchema.safeParse(version), versionSchema.safeParse(than)];
  if (!one.success || !other.success) return false;
  const numbers = (text: string): number[] => text.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
  const [a, b] = [numbers(one.data), numbers(other.data)];
  const place = a.findIndex((number, index) => number !== b[index]);
  if (place === -1) return than.includes('-') && !version.includes('-');
  return (a[place] ?? 0) > (b[place] ?? 0);
}
