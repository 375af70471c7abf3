import { dialog, nativeTheme } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import { readSettings } from '../desktop/read-settings.ts';
import { acceptExtraCertificates } from './certificates.ts';
import type { LiveTexts } from './live-texts.ts';
import { isPanelDark } from './panel.ts';
import { setStartAtLogin } from './start-at-login.ts';
import { createSystemTexts } from './system-texts.ts';

/** The settings as the desktop follows them. */
export interface DesktopSettings {
  readonly current: Settings;
  readonly texts: LiveTexts;
  /** They have changed. What the computer does not let through is said to the person. @throws Error when the entry for the login cannot be written */
  readonly take: (next: Settings) => Promise<void>;
}

/** Reads them before the branch is open: its colours and language are those of the first window. */
export async function openDesktopSettings(dataDir: string): Promise<DesktopSettings> {
  let current = await readSettings(dataDir);
  // Seen before the app's own appearance hides it.
  isPanelDark();
  nativeTheme.themeSource = current.appearance;
  const texts = await createSystemTexts(current.language);
  const say = (key: string, params: TextRef['params'] = {}): string => texts.say({ key, params });
  return {
    get current() {
      return current;
    },
    texts,
    async take(next) {
      const before = current;
      current = next;
      nativeTheme.themeSource = next.appearance;
      if (next.language !== before.language) await texts.use(next.language);
      if (next.extraCaFile !== before.extraCaFile)
        await acceptExtraCertificates(next.extraCaFile).catch((error: unknown) =>
          tell(say('certificates.unreadable', { detail: String(error) })),
        );
      const start = await setStartAtLogin(next.startAtLogin, next.startAtLogin !== before.startAtLogin);
      if (start === 'forbidden') tell(say('startAtLogin.forbidden'), say('startAtLogin.allow'));
    },
  };
}

/** Nothing waits for the answer: there is none but to go and put it right. */
function tell(message: string, detail = ''): void {
  dialog
    .showMessageBox({ type: 'info', message, detail })
    .catch((error: unknown) => process.emitWarning(`"${message}" was not said: ${String(error)}`));
}
