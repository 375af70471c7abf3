import { readFileSync, globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../src/shared/errors.ts';
import { languages } from '../../../src/shared/languages.ts';
import { connectionStates } from '../../../src/shared/status.ts';
import { baseOf, catalogueOf, isPlural, paramsOf, textsOf } from '../../support/catalogue.ts';
import { usesOfTexts } from '../../support/uses-of-texts.ts';

const english = textsOf(catalogueOf['en'] ?? {});
const bases = (keys: Iterable<string>): string[] => [...new Set(Array.from(keys, baseOf))].toSorted();

/** Names that the program looks up by what it is given (useNames): models, fields and choices of the shop. */
const named = /^(models|fields|choices)\./;

describe('the English catalogue', () => {
  const uses = usesOfTexts();

  test('has no text that nobody shows', () => {
    expect(bases(english.keys()).filter((key) => !named.test(key) && !uses.isUsed(key))).toEqual([]);
  });

  test('has every text that is asked for', () => {
    const known = new Set([...english.keys(), ...bases(english.keys())]);
    expect(uses.asked.filter(({ key }) => !known.has(key))).toEqual([]);
  });

  test('has a sentence for every error of the branch, of head office and of the connection', () => {
    const judged = globSync('src/master/**/*.ts').flatMap((path) =>
      Array.from(readFileSync(path, 'utf8').matchAll(/(?:reject\(\s*|code: )'([a-z-]+)'/g), ([, code]) => code ?? ''),
    );
    expect(judged).toContain('group-refused');
    const failing = connectionStates.filter((state) => !['standalone', 'unknown', 'online'].includes(state));
    const codes = [...new Set([...errorCodes, ...judged, ...failing])];
    expect(codes.filter((code) => !english.has(`errors.${code}`))).toEqual([]);
  });
});

describe.each([...languages])('the catalogue of %s', (language) => {
  const texts = textsOf(catalogueOf[language] ?? {});

  test('has the same keys as the English one', () => {
    expect(bases(texts.keys())).toEqual(bases(english.keys()));
  });

  test('has the plural forms of its language, and no others', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const found = new Map<string, string[]>();
    for (const key of texts.keys()) {
      if (isPlural(key)) found.set(baseOf(key), [...(found.get(baseOf(key)) ?? []), key.slice(baseOf(key).length + 1)]);
    }
    expect(found.size).toBeGreaterThan(10);
    expect([...found].filter(([, has]) => has.toSorted().join(' ') !== forms.join(' '))).toEqual([]);
    const plural = [...english.keys()].filter(isPlural).map(baseOf);
    expect([...new Set(plural)].filter((key) => !found.has(key))).toEqual([]);
  });

  test('fills the same things into its texts', () => {
    const differing = [...texts].filter(([key, text]) => {
      const model = english.get(key) ?? english.get(`${baseOf(key)}_other`) ?? '';
      // "One change" may be said without its number.
      const said = (params: string[]) => params.filter((name) => !(isPlural(key) && name === 'count')).join(' ');
      return said(paramsOf(text)) !== said(paramsOf(model));
    });
    expect(differing).toEqual([]);
  });

  test('has no text without words, and no straight quotes where its typography curves them', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
    if (language === 'fr') {
      // The narrow space before a high sign never breaks a line.
      expect([...texts].filter(([, text]) => / [:;!?»]|« |\w'\w/u.test(text))).toEqual([]);
    }
  });
});
