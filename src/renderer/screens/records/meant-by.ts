/**
 * Which of the records that were found is meant by what was typed: the only one, or the only one that is called just so; -1 where a person must choose.
 * @param titles of what was found, in its order
 */
export function meantBy(typed: string, titles: readonly string[]): number {
  const wanted = plain(typed);
  if (wanted === '') return -1;
  if (titles.length === 1) return 0;
  const called = titles.flatMap((title, index) => (plain(title) === wanted ? [index] : []));
  return called.length === 1 ? (called[0] ?? -1) : -1;
}

function plain(text: string): string {
  return text.trim().normalize().toLocaleLowerCase();
}
