import { app, nativeTheme } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import { readSettings } from '../desktop/read-settings.ts';
import { acceptExtraCertificates } from './certificates.ts';
import { createLiveTexts, type LiveTexts } from './live-texts.ts';
import { isPanelDark } from './panel.ts';
import { setStartAtLogin } from './start-at-login.ts';

/** The settings as the desktop follows them. */
export interface DesktopSettings {
  readonly current: Settings;
  readonly texts: LiveTexts;
  /** They have changed. @throws Error when the file of certificates cannot be used */
  readonly take: (next: Settings) => Promise<void>;
}

/** Reads them before the branch is open: its colours and language are those of the first window. */
export async function openDesktopSettings(dataDir: string): Promise<DesktopSettings> {
  let current = await readSettings(dataDir);
  // Seen before the app's own appearance hides it.
  isPanelDark();
  nativeTheme.themeSource = current.appearance;
  const texts = await createLiveTexts(current.language, [app.getLocale(), ...app.getPreferredSystemLanguages()]);
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
      await setStartAtLogin(next.startAtLogin);
      if (next.extraCaFile !== before.extraCaFile) await acceptExtraCertificates(next.extraCaFile);
    },
  };
}
