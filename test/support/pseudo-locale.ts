interface Branch {
  readonly [name: string]: string | Branch;
}

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  c: 'ç',
  n: 'ñ',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  C: 'Ç',
  N: 'Ñ',
};

/** A text as a language would have it that nobody speaks: accented, a third longer, between ⟦ ⟧. What it is filled in with stays. */
function pseudoText(text: string): string {
  const accented = text
    .split(/(\{\{\w+\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replaceAll(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter)))
    .join('');
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length * 0.3))}⟧`;
}

/** The catalogue in that language. @param language decides which plural forms there are */
export function pseudoCatalogue(catalogue: Branch, language: string): Branch {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const made: Record<string, string | Branch> = {};
  for (const [name, value] of Object.entries(catalogue)) {
    if (typeof value !== 'string') made[name] = pseudoCatalogue(value, language);
    else if (name.endsWith('_other')) {
      for (const form of forms) made[name.replace(/other$/, form)] = pseudoText(value);
    } else if (!name.endsWith('_one')) made[name] = pseudoText(value);
  }
  return made;
}
