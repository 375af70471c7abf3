import { catalogues } from '../../src/shared/locales/catalogues.ts';

/** Texts by their whole key: "sync.result.confirmed_one". */
export type Texts = ReadonlyMap<string, string>;

interface Branch {
  readonly [name: string]: string | Branch;
}

export const catalogueOf: Readonly<Record<string, Branch>> = {
  en: catalogues.en.translation,
  fr: catalogues.fr.translation,
};

export function textsOf(catalogue: Branch, prefix = ''): Texts {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') texts.set(prefix + name, value);
    else for (const [key, text] of textsOf(value, `${prefix}${name}.`)) texts.set(key, text);
  }
  return texts;
}

const pluralForm = /_(zero|one|two|few|many|other)$/;

/** The key that a program uses: without the plural form. */
export function baseOf(key: string): string {
  return key.replace(pluralForm, '');
}

export function isPlural(key: string): boolean {
  return pluralForm.test(key);
}

/** The names of what a text is filled in with, sorted. */
export function paramsOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name ?? ''))].toSorted();
}
