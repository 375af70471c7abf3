import { chooseLocale } from '../../shared/languages.ts';
import type { Settings } from '../../shared/settings.ts';
import { createTexts, type Texts } from '../text.ts';

/** Texts that follow the language of the settings; who holds them says the next text in the new one. */
export interface LiveTexts extends Texts {
  use(language: Settings['language']): Promise<void>;
}

/**
 * @param language of the settings
 * @param wanted the languages of the system, best first, for `system` and for times and numbers
 */
export async function createLiveTexts(language: Settings['language'], wanted: readonly string[]): Promise<LiveTexts> {
  let current = await createTexts(chooseLocale(language, wanted));
  return {
    get language() {
      return current.language;
    },
    say: (text) => current.say(text),
    sayStatus: (status) => current.sayStatus(status),
    async use(chosen) {
      current = await createTexts(chooseLocale(chosen, wanted));
    },
  };
}
