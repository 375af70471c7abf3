/**
 * Text as it is kept from the moment a person or a program gives it: a letter and its accent are one character (Unicode NFC), however the keyboard sent them, so
 * that the same name is found, sorted and compared as the same. What comes from head office or from a branch is never changed so: all must hold the same.
 */
export function composed(text: string): string {
  return text.normalize('NFC');
}

/** The values of a record as a person or a program gives them, with their text composed. */
export function composedValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? composed(value) : value]),
  );
}

/** What to look for when this is searched: as it is kept, and as a program elsewhere may have sent it. */
export function spellingsOf(search: string): readonly string[] {
  return [...new Set([composed(search), search.normalize('NFD')])];
}
