import { app } from 'electron';
import { settingsSchema, type Settings } from '../../shared/settings.ts';
import { statusSchema, type Status } from '../../shared/status.ts';
import { needOfLine, type UpdateFacts } from '../desktop/update-policy.ts';
import type { BranchHost } from './branch-host.ts';

/** Now and then the status is looked at without an event: that nothing was confirmed for hours changes by time alone. */
const lookAnywayMs = 600_000;

/** Told of each reading, and of one that failed. */
export interface Followers {
  /** The status was read; it is what `BranchFacts` says from then on. */
  readonly status: (status: Status) => void;
  readonly settings: (settings: Settings) => Promise<void>;
  readonly failed: (what: string, error: unknown) => void;
}

/** What was read last. */
export interface BranchFacts {
  /** null before the first reading. */
  readonly status: Status | null;
  needOfLine(): Pick<UpdateFacts, 'syncing' | 'loading'>;
}

/** Reads status and settings whenever they have changed, one reading at a time, and tells the shell's parts. */
export function followBranch(branch: BranchHost, { status, settings, failed }: Followers): BranchFacts {
  let latest: Status | null = null;
  /** The records cannot be had, and so nothing is synced. */
  let gone = false;

  async function readStatus(): Promise<void> {
    const answer = await branch.call('sync.status', {});
    gone = !answer.ok;
    if (!answer.ok) return;
    latest = statusSchema.parse(answer.value);
    status(latest);
  }
  async function readSettings(): Promise<void> {
    const answer = await branch.call('settings.get', {});
    if (answer.ok) await settings(settingsSchema.parse(answer.value));
  }

  const onStatus = oneAtATime(readStatus, (error) => failed('The status could not be followed', error));
  const onSettings = oneAtATime(readSettings, (error) => failed('The settings could not be followed', error));
  branch.onChanged(({ topics }) => {
    if (topics.includes('status')) onStatus();
    if (topics.includes('settings')) onSettings();
  });
  const timer = setInterval(onStatus, lookAnywayMs);
  app.on('will-quit', () => clearInterval(timer));
  return {
    get status() {
      return latest;
    },
    needOfLine: () => (gone || !branch.isOpen ? { syncing: false, loading: false } : needOfLine(latest)),
  };
}

/** While one reading is on its way, any number of further ones become one after it. */
function oneAtATime(read: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let busy = false;
  let again = false;
  const go = async (): Promise<void> => {
    busy = true;
    do {
      again = false;
      await read().catch(failed);
    } while (again);
    busy = false;
  };
  return () => {
    again = true;
    if (!busy) void go();
  };
}
