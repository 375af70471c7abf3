import { startI18n } from '../../../src/renderer/i18n/start-i18n.ts';

/** The app's own words in one language, by their key. */
export type Texts = (key: string, values?: Readonly<Record<string, unknown>>) => string;

export async function startTexts(language: string): Promise<Texts> {
  const { t } = await startI18n(language);
  return (key, values = {}) => t(key, values);
}
