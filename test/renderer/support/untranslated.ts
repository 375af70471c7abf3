/** Attributes that a person sees or hears. */
const spoken = ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt'];

/** Dates, times and measures as English writes them: the language that nobody speaks has no formats of its own. */
const formatted = [
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}, \d{4}(, \d{1,2}:\d\d\s(AM|PM))?/g,
  /\b\d{1,2}:\d\d\s(AM|PM)/g,
  /\b[\d.,]+\s(seconds?|minutes?|hours?|days?|byte|kB|MB|GB|TB)(?![a-z])/g,
];

/**
 * Texts on the page that are in no catalogue: what has Latin letters outside ⟦ ⟧.
 * @param data what is not ours to translate: names of records, addresses
 */
export function findUntranslated(page: Element, data: readonly string[]): string[] {
  const rest = (text: string): string => {
    let left = text;
    // A text may be filled in with another one.
    for (let before = ''; before !== left;) [before, left] = [left, left.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ')];
    for (const pattern of formatted) left = left.replaceAll(pattern, ' ');
    for (const word of data.toSorted((a, b) => b.length - a.length)) left = left.replaceAll(word, ' ');
    return left;
  };
  const found = new Set<string>();
  const look = (text: string | null): void => {
    if (text !== null && /\p{Script=Latin}/u.test(rest(text))) found.add(text);
  };
  for (const element of [page, ...page.querySelectorAll('*')]) {
    // What is marked as another language is not meant to be translated.
    if (element !== page && element.closest('[lang]') && page.contains(element.closest('[lang]'))) continue;
    for (const name of spoken) look(element.getAttribute(name));
    if (['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    for (const node of element.childNodes) if (node.nodeType === 3) look(node.textContent);
  }
  return [...found];
}
