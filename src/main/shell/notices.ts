import { Notification } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { Status } from '../../shared/status.ts';
import { decideNotices, nothingTold } from '../desktop/notification-policy.ts';
import type { Texts } from '../text.ts';

export interface NoticeOptions {
  readonly texts: Texts;
  readonly settings: () => Settings;
  /** Somebody looks at the window. */
  readonly watched: () => boolean;
  /** A notification was clicked: the screen where the person can do something. */
  readonly open: (hash: string) => void;
}

/** Kept until they are dealt with: one that nobody refers to loses its click. */
const shown = new Set<Notification>();
const keptAtMost = 20;

/** Tells what only a person can do, by the system's notifications. Called with each status, and now and then for what time alone changes. */
export function createNotices({ texts, settings, watched, open }: NoticeOptions): (status: Status) => void {
  let memory = nothingTold;
  return (status) => {
    if (!Notification.isSupported()) return;
    const { notifications, notifyAfterHours } = settings();
    const facts = {
      status,
      conflicts: status.conflicts,
      enabled: notifications,
      afterHours: notifyAfterHours,
      watched: watched(),
    };
    const decided = decideNotices(memory, facts, Date.now());
    memory = decided.memory;
    for (const { title, body, hash } of decided.notices) {
      const notification = new Notification({ title: texts.say(title), body: texts.say(body) });
      const forget = (): void => void shown.delete(notification);
      notification.on('click', () => {
        forget();
        open(hash);
      });
      notification.on('close', forget);
      // An unsigned app on macOS may show none; the tray and the window say the same.
      notification.on('failed', forget);
      shown.add(notification);
      for (const old of shown) if (shown.size > keptAtMost) shown.delete(old);
      notification.show();
    }
  };
}
