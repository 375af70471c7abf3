import { createTexts, type Texts } from '../text.ts';

/** Texts that follow the language of the settings; who holds them says the next text in the new one. */
export interface LiveTexts extends Texts {
  use(language: string): Promise<void>;
}

/**
 * @param language of the settings: `system` or a language of the catalogues
 * @param systemLocale as the system has it, for `system` and for times and numbers
 */
export async function createLiveTexts(language: string, systemLocale: string): Promise<LiveTexts> {
  const localeOf = (wanted: string): string =>
    wanted === 'system' || systemLocale.startsWith(`${wanted}-`) ? systemLocale : wanted;
  let current = await createTexts(localeOf(language));
  return {
    get language() {
      return current.language;
    },
    say: (text) => current.say(text),
    sayStatus: (status) => current.sayStatus(status),
    async use(wanted) {
      current = await createTexts(localeOf(wanted));
    },
  };
}
