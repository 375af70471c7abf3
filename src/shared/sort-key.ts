/** Letters that people look for under another one. */
const foldings: readonly (readonly [string, string])[] = [
  ['àáâäã', 'a'],
  ['ç', 'c'],
  ['èéêë', 'e'],
  ['íîï', 'i'],
  ['ñ', 'n'],
  ['óôöõ', 'o'],
  ['ùúûü', 'u'],
  ['ÿ', 'y'],
  ['œ', 'oe'],
  ['æ', 'ae'],
];

/** Accents that stand behind their letter, in names that came from elsewhere: grave, acute, circumflex, tilde, diaeresis, cedilla. */
const accents = ['\u0300', '\u0301', '\u0302', '\u0303', '\u0308', '\u0327'];

/**
 * What a column of names is sorted by, as SQL: without case and without accents, so that "apple" and "Épice" stand before "Zebra". Of functions that every
 * SQLite has, because an index is made of it: it must be the same text there and in the query.
 */
export function sortKeySql(column: string): string {
  const folded = foldings.flatMap(([letters, plain]) =>
    Array.from(letters).flatMap((letter) => [
      [letter, plain],
      [letter.toUpperCase(), plain],
    ]),
  );
  const bare = accents.map((accent) => [accent, '']);
  const plain = [...folded, ...bare].reduce(
    (sql, [letter, instead]) => `replace(${sql}, '${letter}', '${instead}')`,
    column,
  );
  // Most names have no such letter, and a look for one costs a tenth of looking for each.
  return `lower(case when ${column} glob '*[^ -~]*' then ${plain} else ${column} end)`;
}
