import { expect, test } from 'vitest';
import { createLiveTexts } from '../../../../src/main/shell/live-texts.ts';

const syncNow = { key: 'tray.sync', params: {} };

test.each([
  ['system', ['fr-CA', 'en-US'], 'Synchroniser maintenant'],
  ['system', ['de-DE', 'fr-FR'], 'Synchroniser maintenant'],
  ['system', ['de-DE'], 'Sync now'],
  ['en', ['fr-FR'], 'Sync now'],
  ['fr', ['en-GB'], 'Synchroniser maintenant'],
] as const)(
  'the tray speaks the language of the settings, then the system’s: %s, %j',
  async (setting, system, said) => {
    const texts = await createLiveTexts(setting, system);
    expect(texts.say(syncNow)).toBe(said);
  },
);

test('another language is spoken from the next text on', async () => {
  const texts = await createLiveTexts('en', ['en-GB']);
  await texts.use('fr');
  expect(texts.language).toBe('fr');
  expect(texts.say({ key: 'notify.refusedTitle', params: { count: 2 } })).toBe('Le siège a refusé 2 modifications');
});
