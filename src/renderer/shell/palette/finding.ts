import type { IconName } from '../../components/icon.tsx';

/** Something that the palette leads to. */
export interface Finding {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  /** What it is: a screen, an action, a product. */
  readonly kind: string;
  readonly run: () => void;
}

/** Those whose name or kind has every word, however it is accented; all of them where nothing is typed. Names that begin with what is typed come first. */
export function fitting(findings: readonly Finding[], typed: string): readonly Finding[] {
  const wanted = plain(typed);
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  const fits = findings.filter(({ name, kind }) => words.every((word) => plain(`${name} ${kind}`).includes(word)));
  const begins = ({ name }: Finding): boolean => plain(name).startsWith(wanted);
  return [...fits.filter(begins), ...fits.filter((finding) => !begins(finding))];
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim();
}
